import { type Static, Type } from 'typebox'
import {
  type Account,
  AccountReply,
  accountReply,
  accountsPerPage,
  EventReply,
  type Factor,
  statusAt,
} from '../../accounts/index.ts'
import type { Lock } from '../../lockout/index.ts'
import { DeviceReply, SessionReply } from '../../sessions/index.ts'
import type { FactorList } from '../../two-factor/index.ts'

const moment = (description: string) => Type.String({ description: `${description}; ISO 8601, UTC` })
const role = AccountReply.properties.role
const status = AccountReply.properties.status
const reason = Type.String({ maxLength: 5000, description: 'Why; the person reads it. At most 500 characters' })

/** What to list, and where in the list. */
export const AccountsQuery = Type.Object(
  {
    query: Type.Optional(
      Type.String({
        maxLength: 254,
        description: 'A part of names, username or email; below three letters the beginning of username or email',
      }),
    ),
    role: Type.Optional(role),
    status: Type.Optional(status),
    factor: Type.Optional(
      Type.Union([Type.Literal('none'), Type.Literal('app'), Type.Literal('passkey')], {
        description: 'A kind of second factor that they have, or none',
      }),
    ),
    sort: Type.Optional(
      Type.Union([Type.Literal('last-seen'), Type.Literal('joined')], {
        description: 'Latest first; `last-seen`, the last sign-in, unless given',
      }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 200, description: '`nextCursor` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: `${accountsPerPage} unless given` })),
  },
  { additionalProperties: false },
)

const { id, username, email, displayName, createdAt, lastSignInAt } = AccountReply.properties
const passwordDue = Type.Boolean({ description: 'Whether a new password is due at the next sign-in' })
const factorKind = Type.Union([Type.Literal('app'), Type.Literal('passkey')])
const factors = Type.Array(factorKind, { description: 'The kinds of second factors that the person has' })
const awaitsOpening = Type.Boolean({ description: 'Whether its person has yet to set the first password, by a link' })

/** An account in the list. */
const AccountSummary = Type.Object(
  { id, username, email, displayName, role, status, passwordDue, awaitsOpening, factors, createdAt, lastSignInAt },
  { title: 'AccountSummary' },
)
type AccountSummary = Static<typeof AccountSummary>

/** A page of accounts. */
export const AccountsReply = Type.Object({
  items: Type.Array(AccountSummary),
  nextCursor: Type.Union([Type.String(), Type.Null()], { description: 'Of the next page; null at the end' }),
})

/** An account as those see it who look after it. */
export const AdministeredAccount = Type.Object(
  {
    ...AccountReply.properties,
    passwordDue,
    awaitsOpening,
    factors,
    suspension: Type.Union([
      Type.Object({
        reason: Type.Union([Type.String(), Type.Null()]),
        until: Type.Union([moment('When it ends by itself'), Type.Null()]),
      }),
      Type.Null(),
    ]),
  },
  { title: 'AdministeredAccount' },
)
type AdministeredAccount = Static<typeof AdministeredAccount>

/** One account with what there is to know before something is done about it. */
export const AccountFileReply = Type.Object({
  account: AdministeredAccount,
  sessions: Type.Array(SessionReply, { description: 'Those used last, at most 20' }),
  sessionCount: Type.Integer(),
  devices: Type.Array(DeviceReply, {
    description: 'Browsers known from earlier sign-ins; those used last, at most 20',
  }),
  deviceCount: Type.Integer(),
  tokenCount: Type.Integer({ description: 'Access tokens that work' }),
  factors: Type.Array(
    Type.Object({
      kind: factorKind,
      name: Type.Union([Type.String(), Type.Null()], { description: 'As its person calls it; null for an app' }),
      addedAt: moment('Since when'),
      lastUsedAt: Type.Union([moment('When it last counted'), Type.Null()]),
    }),
    { description: 'In the order in which they came' },
  ),
  backupCodes: Type.Union([Type.Object({ left: Type.Integer(), total: Type.Integer() }), Type.Null()], {
    description: 'How many of them still count; null without any',
  }),
  lockout: Type.Union(
    [
      Type.Object({
        since: moment('When it began'),
        until: moment('When it ends by itself'),
        refused: Type.Integer({ description: 'Tries since then, right ones too' }),
      }),
      Type.Null(),
    ],
    { description: 'While too many wrong passwords keep unknown browsers out; null where they may try' },
  ),
  events: Type.Array(EventReply, { description: 'The newest 20' }),
})

/** A kind of second factor as programs and people call it. */
export const factorName = (factor: Factor): 'app' | 'passkey' => (factor === 'totp' ? 'app' : factor)

/** What of somebody's factors goes to an admin. */
export const factorsReply = ({ items, backupCodes }: FactorList) => ({
  factors: items.map(({ addedAt, lastUsedAt, ...factor }) => ({
    ...factor,
    addedAt: addedAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  })),
  backupCodes: backupCodes && { left: backupCodes.left, total: backupCodes.total },
})

/** What of a lock goes to an admin. */
export const lockReply = (lock: Lock | null) =>
  lock && { since: lock.since.toISOString(), until: lock.until.toISOString(), refused: lock.refused }

/** What of an account goes into the list. */
export const accountSummary = (account: Account, now: Date): AccountSummary => {
  const { id, username, email, displayName, role, createdAt, lastSignInAt, ...whole } = administeredAccount(
    account,
    now,
  )
  const { status, passwordDue, awaitsOpening, factors } = whole
  return {
    id,
    username,
    email,
    displayName,
    role,
    status,
    passwordDue,
    awaitsOpening,
    factors,
    createdAt,
    lastSignInAt,
  }
}

/** What of an account goes to an admin; a suspension that has run out is none. */
export function administeredAccount(account: Account, now: Date): AdministeredAccount {
  const status = statusAt(account, now)
  const { suspensionReason: reason, suspendedUntil } = account
  return {
    ...accountReply(account),
    status,
    passwordDue: account.mustChangePassword,
    awaitsOpening: account.awaitsOpening,
    factors: account.factors.map(factorName),
    suspension: status === 'suspended' ? { reason, until: suspendedUntil?.toISOString() ?? null } : null,
  }
}

export const AccountParams = Type.Object({ id: Type.String({ maxLength: 100 }) })

export const SuspensionBody = Type.Object(
  {
    reason,
    until: Type.Union([Type.String({ maxLength: 100, description: 'ISO 8601 with Z; null for good' }), Type.Null()]),
  },
  { additionalProperties: false, title: 'Suspension' },
)

export const ReasonBody = Type.Object({ reason }, { additionalProperties: false, title: 'Reason' })

export const RoleBody = Type.Object({ role, reason }, { additionalProperties: false, title: 'RoleChange' })
