import type { Reader } from '../../platform/db/db.ts'
import type { Account } from './account.ts'
import { accountOf, statusAt } from './account.ts'
import * as queries from './queries.ts'
import { nameHashOf } from './reservations.ts'
import { foldUsername, usernameLength } from './username.ts'

/** What everybody may know of a person; null where it is not told, and everything but the two names where the profile is private. */
export type PublicProfile = {
  readonly username: string
  readonly displayName: string
  /** YYYY-MM-DD, UTC: the hour of signing up is nobody's business. */
  readonly joinedOn: string | null
  readonly location: string | null
  readonly bio: string | null
  readonly isPrivate: boolean
}

/** Whose profile a name leads to; `isFormer` where that account has another name by now. */
export type FoundProfile = { readonly accountId: string; readonly isFormer: boolean; readonly profile: PublicProfile }

const shown = new Set<Account['status']>(['active', 'restricted'])

function profileOf({ username, displayName, createdAt, location, bio, visibility }: Account): PublicProfile {
  if (visibility === 'private')
    return { username, displayName, joinedOn: null, location: null, bio: null, isPrivate: true }
  return { username, displayName, joinedOn: createdAt.toISOString().slice(0, 10), location, bio, isPrivate: false }
}

/** The public profile of a present or former username; null for the unknown, the suspended, the not yet opened and the gone alike. */
export async function findProfile(
  db: Reader,
  { username, macKey, now }: { username: string; macKey: Buffer; now: Date },
): Promise<FoundProfile | null> {
  // Nothing else can be a name; PostgreSQL would not even take a NUL.
  if (username.length > usernameLength.max || !/^[\w.-]+$/.test(username)) return null
  const folded = foldUsername(username)
  const current = await queries.findByUsername(db, folded)
  const row = current ?? (await queries.findByFormerName(db, nameHashOf(macKey, folded)))
  if (!row) return null
  const account = accountOf(row)
  if (!shown.has(statusAt(account, now)) || account.awaitsOpening) return null
  return { accountId: account.id, isFormer: !current, profile: profileOf(account) }
}
