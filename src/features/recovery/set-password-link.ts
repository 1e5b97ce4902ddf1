import { mac } from '../../platform/crypto/mac.ts'
import type { Reader, Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, findAccount, getAccount, statusAt } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { endLinks, findLink, type Link, offerLink, replaceLink } from '../links/index.ts'
import { findPassword } from '../passwords/index.ts'

const purpose = 'set-password'
const life = 24 * 3_600
// It is handed over by hand: a weekend may lie between.
const openingLife = 3 * 24 * 3_600

type Bound = Readonly<Record<string, string>>

// The link dies with the password it replaces and with the address that it was made for. The address itself is not
// kept here.
async function boundOf(db: Reader, key: Buffer, account: Account): Promise<Bound> {
  const password = await findPassword(db, account.id)
  return {
    password: password?.changedAt.toISOString() ?? 'none',
    address: mac(key, ['set-password-address', account.email]),
  }
}

const isSame = (one: Bound, other: Bound) => one.password === other.password && one.address === other.address

/** The path of a link, below the address of the site. */
export const setPasswordPath = (token: string): string => `/recover/new-password?token=${token}`

/**
 * The token of a link by which the owner of an account sets a new password, within 24 hours. Asked again it is the
 * same, until the password or the address changes. Throws AppError 404 where there is no such account.
 */
export async function offerSetPasswordLink(
  tx: Tx,
  scope: Scope,
  { accountId, key, now }: { accountId: string; key: Buffer; now: Date },
): Promise<string> {
  const bound = await boundOf(tx, key, await getAccount(tx, accountId))
  const wanted = { purpose, accountId, bound, now, life } as const
  const token = await offerLink(tx, key, wanted)
  await appendEvent(tx, scope, { action: 'link.made', subjectId: accountId })
  const link = await findLink(tx, key, { purpose, token, now })
  if (link && isSame(link.bound, bound)) return token
  await endLinks(tx, { purpose, accountId, now })
  return offerLink(tx, key, wanted)
}

/** A token and until when it works. */
export type PasswordLink = { readonly token: string; readonly expiresAt: Date }

/**
 * A new link by which the person of an account that awaits its opening sets the first password, within three days. Those made
 * before stop working: whoever hands this one over knows that no other is about.
 */
export async function makeOpeningLink(
  tx: Tx,
  scope: Scope,
  { account, key }: { account: Account; key: Buffer },
): Promise<PasswordLink> {
  const { now } = scope
  const bound = await boundOf(tx, key, account)
  const token = await replaceLink(tx, key, { purpose, accountId: account.id, bound, now, life: openingLife })
  await appendEvent(tx, scope, { action: 'link.made', subjectId: account.id })
  return { token, expiresAt: new Date(now.getTime() + openingLife * 1_000) }
}

/** The account that a link still opens; null for whatever is wrong with the link or the account, all alike. */
export async function findLinkedAccount(
  db: Reader,
  key: Buffer,
  { link, now }: { link: Link | null; now: Date },
): Promise<Account | null> {
  if (!link?.accountId) return null
  const account = await findAccount(db, link.accountId)
  if (!account) return null
  const status = statusAt(account, now)
  if (status !== 'active' && status !== 'restricted') return null
  return isSame(link.bound, await boundOf(db, key, account)) ? account : null
}
