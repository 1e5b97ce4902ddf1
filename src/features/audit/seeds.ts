import type { Value } from '../../platform/db/fill.ts'
import type { SeedPerson, Seeds, Visit } from '../../platform/seed/seed.ts'
import type { Action } from './append-event.ts'
import { personalDigest } from './seals/index.ts'

type Happening = { readonly action: Action; readonly visit: Visit; readonly salt: Buffer }

/** The account is made at the first visit, and each visit is a sign-in. */
function happeningsOf({ visits, random }: SeedPerson): Happening[] {
  const salts = random('audit')
  const [first] = visits
  return [
    { action: 'account.created' as const, visit: first },
    ...visits.map((visit) => ({ action: 'sign-in.succeeded' as const, visit })),
  ].map((happening) => ({ ...happening, salt: salts.bytes(32) }))
}

function eventOf({ action, visit, salt }: Happening, person: SeedPerson, number: string): Value[] {
  const { at, requestId, ip, userAgent } = visit
  const digest = personalDigest({ salt, ip, userAgent, changes: [] })
  return [number, at, action, 'account', person.id, person.id, requestId, digest]
}

const identityOf = ({ visit, salt }: Happening, number: string): Value[] => [
  number,
  visit.ip,
  visit.userAgent,
  salt,
  visit.at,
]

/** What made-up people did, with digests as any event has them, so that the log stands up to its verification. */
export const seeds: Seeds = {
  numbered: { table: 'audit_events', count: ({ visits }) => visits.length + 1 },
  tables: [
    {
      table: 'audit_events',
      columns: [
        ...['id', 'occurred_at', 'action', 'actor_kind', 'actor_id', 'subject_id', 'request_id', 'personal_digest'],
      ],
      rows: (person, numbers) => happeningsOf(person).map((one, at) => eventOf(one, person, numbers[at]!)),
    },
    {
      table: 'audit_identities',
      columns: ['event_id', 'ip', 'user_agent', 'salt', 'occurred_at'],
      rows: (person, numbers) => happeningsOf(person).map((one, at) => identityOf(one, numbers[at]!)),
    },
  ],
}
