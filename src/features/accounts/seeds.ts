import type { Reader } from '../../platform/db/db.ts'
import type { Seeds } from '../../platform/seed/seed.ts'
import { nameHashOf } from './reservations.ts'
import { findReservedOf, findTakenOf } from './taken/index.ts'

const columns = [
  ...['id', 'username', 'email', 'first_name', 'last_name', 'display_name', 'date_of_birth', 'location'],
  ...['visibility', 'language', 'created_at', 'email_verified_at', 'updated_at', 'last_sign_in_at'],
]

const places = ['Bergen', 'Bristol', 'Gdańsk', 'Graz', 'İzmir', 'Kyoto', 'Lagos', 'Leipzig', 'Lyon', 'Oaxaca', 'Pune']

/** Made-up accounts. Only some tell when they were born and where they live. */
export const seeds: Seeds = {
  tables: [
    {
      table: 'accounts',
      columns,
      rows({ id, username, email, firstName, lastName, visits, random }) {
        const told = random('profile')
        const [{ at: joined }] = visits
        const born = told.percent(30)
          ? `${told.whole(1950, 2005)}-0${told.whole(1, 9)}-${String(told.whole(1, 28)).padStart(2, '0')}`
          : null
        const location = told.percent(15) ? told.pick(places) : null
        const visibility = told.percent(10) ? 'private' : 'public'
        const language = told.percent(50) ? told.pick(['en', 'en', 'de']) : null
        const profile = [firstName, lastName, `${firstName} ${lastName}`, born, location, visibility, language]
        return [[id, username, email, ...profile, joined, joined, joined, visits.at(-1)?.at ?? joined]]
      },
    },
  ],
}

/** Which of these usernames, in lower case, cannot be given: they or their addresses are in use, or somebody had them before. */
export async function findTakenNames(
  db: Reader,
  macKey: Buffer,
  people: readonly { readonly username: string; readonly email: string }[],
): Promise<Set<string>> {
  const hashes = new Map(people.map(({ username }) => [nameHashOf(macKey, username).toString('hex'), username]))
  const emails = new Map(people.map(({ username, email }) => [email, username]))
  const rows = await findTakenOf(db, { usernames: [...hashes.values()], emails: [...emails.keys()] })
  const reserved = await findReservedOf(
    db,
    [...hashes.keys()].map((hash) => Buffer.from(hash, 'hex')),
  )
  return new Set([
    ...rows.flatMap(({ username, email }) => [username, emails.get(email) ?? []].flat()),
    ...reserved.flatMap(({ name_hash }) => hashes.get(name_hash.toString('hex')) ?? []),
  ])
}
