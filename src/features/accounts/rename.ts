import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { OwnerScope, Scope } from '../../platform/scope/scope.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { type Account, accountOf } from './account.ts'
import { rethrowTaken, usernameTaken } from './create-account.ts'
import * as queries from './queries.ts'
import { reasonChange } from './reason-change.ts'
import { nameHashOf, reserveUsername } from './reservations.ts'
import { accountsTexts } from './texts/index.ts'
import { foldUsername } from './username.ts'

const pause = 30 * 24 * 3_600_000

/** When the next change of the username is possible; null where it is possible now. */
export function findNextRename({ usernameChangedAt }: Pick<Account, 'usernameChangedAt'>, now: Date): Date | null {
  if (!usernameChangedAt) return null
  const next = new Date(usernameChangedAt.getTime() + pause)
  return next > now ? next : null
}

const tooSoon = (at: Date): Issue => ({
  field: 'username',
  code: 'username-too-soon',
  text: (locale, timeZone) => accountsTexts(locale, timeZone).usernameTooSoon({ at }),
})

type Rename = {
  /** Its row is locked. */
  readonly account: Account
  readonly username: string
  readonly macKey: Buffer
  /** What the person is told of why, where somebody else does it. */
  readonly reason?: string
}

async function requireUnreserved(tx: Tx, { account, username, macKey }: Rename, now: Date): Promise<void> {
  const reservation = await queries.findReservation(tx, nameHashOf(macKey, username), now)
  if (reservation && reservation.account_id !== account.id) throw new InputInvalid([usernameTaken(username)])
}

/**
 * Gives an account another username and keeps the former one for it alone; the next change of its own is 30 days away. A name
 * that the account had before can be taken back. Throws InputInvalid where the name is not free.
 */
export async function giveUsername(tx: Tx, scope: Scope, wanted: Rename): Promise<Account> {
  const { account, username, macKey, reason } = wanted
  await queries.lockUsername(tx, foldUsername(username))
  const holder = await queries.findByUsername(tx, foldUsername(username))
  if (holder && holder.id !== account.id) throw new InputInvalid([usernameTaken(username)])
  await requireUnreserved(tx, wanted, scope.now)
  const row = await queries
    .updateAccount(tx, account.id, { username, username_changed_at: scope.now, updated_at: scope.now })
    .catch((error) => rethrowTaken(error, username))
  // Asked again now that the row waited for whoever held the name: it may have been given up and reserved meanwhile.
  await requireUnreserved(tx, wanted, scope.now)
  if (foldUsername(account.username) !== foldUsername(username))
    await reserveUsername(tx, macKey, { username: account.username, accountId: account.id, now: scope.now })
  await appendEvent(tx, scope, {
    action: 'account.username-changed',
    subjectId: account.id,
    changes: [...changesBetween({ username: account.username }, { username }), ...reasonChange(reason)],
  })
  return accountOf(row)
}

/** The same for the person, who has to wait: throws InputInvalid also within 30 days of the last change. */
export async function rename(tx: Tx, scope: OwnerScope, wanted: Omit<Rename, 'reason'>): Promise<Account> {
  const next = findNextRename(wanted.account, scope.now)
  if (next) throw new InputInvalid([tooSoon(next)])
  return giveUsername(tx, scope, wanted)
}
