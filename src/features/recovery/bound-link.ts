import { mac } from '../../platform/crypto/mac.ts'
import type { Reader, Tx } from '../../platform/db/db.ts'
import { type Account, findAccount, statusAt } from '../accounts/index.ts'
import { endLinks, findLink, type Link, offerLink, spendLink } from '../links/index.ts'
import { findPassword } from '../passwords/index.ts'

/** By whom a link is handed over: by those who run the site, or by mail. Both do the same. */
const purposes = ['set-password', 'recovery'] as const

type Purpose = (typeof purposes)[number]
type Bound = Readonly<Record<string, string>>

/**
 * What a link for a new password depends on: it dies with the password it replaces and with the address that it was made
 * for. The address itself is not in it.
 */
export async function boundOf(db: Reader, key: Buffer, account: Account): Promise<Bound> {
  const password = await findPassword(db, account.id)
  return {
    password: password?.changedAt.toISOString() ?? 'none',
    address: mac(key, ['set-password-address', account.email]),
  }
}

const isSame = (one: Bound, other: Bound) => one.password === other.password && one.address === other.address

type Wanted = {
  readonly purpose: Purpose
  readonly account: Account
  readonly now: Date
  /** Seconds. */
  readonly life: number
}

/** The token of the living link of an account; of a new one where there is none, or what it depended on has changed. */
export async function offerBoundLink(tx: Tx, key: Buffer, { account, ...wanted }: Wanted): Promise<string> {
  const bound = await boundOf(tx, key, account)
  const link = { ...wanted, accountId: account.id, bound }
  const token = await offerLink(tx, key, link)
  const living = await findLink(tx, key, { ...wanted, token })
  if (living && isSame(living.bound, bound)) return token
  await endLinks(tx, link)
  return offerLink(tx, key, link)
}

/** The token of a link for a new password, as the mail of recovery brings it; for whoever has proved the mailbox just now. */
export const offerRecoveryLink = (
  tx: Tx,
  key: Buffer,
  { account, now, minutes }: { account: Account; now: Date; minutes: number },
): Promise<string> => offerBoundLink(tx, key, { purpose: 'recovery', account, now, life: minutes * 60 })

/** Whether somebody may come by a link into an account: one that is suspended, quarantined or leaving stays closed. */
export function isOpen(account: Account, now: Date): boolean {
  const status = statusAt(account, now)
  return status === 'active' || status === 'restricted'
}

/** The account that a link still opens; null for whatever is wrong with the link or the account, all alike. */
export async function findLinkedAccount(
  db: Reader,
  key: Buffer,
  { link, now }: { link: Link | null; now: Date },
): Promise<Account | null> {
  if (!link?.accountId) return null
  const account = await findAccount(db, link.accountId)
  if (!account || !isOpen(account, now)) return null
  return isSame(link.bound, await boundOf(db, key, account)) ? account : null
}

type Held = { readonly token: string; readonly now: Date }

/** The link for a new password of a token while it works, whoever handed it over; null for whatever is wrong with it. */
export async function findPasswordLink(db: Reader, key: Buffer, held: Held): Promise<Link | null> {
  for (const purpose of purposes) {
    const link = await findLink(db, key, { ...held, purpose })
    if (link) return link
  }
  return null
}

/** A link that was spent; `isMailed`: whoever had it reads the mailbox of the account. */
type Spent = Link & { readonly isMailed: boolean }

/** Spends a link for a new password, whoever handed it over: of many at once one gets it, the others null. */
export async function spendPasswordLink(tx: Tx, key: Buffer, held: Held): Promise<Spent | null> {
  for (const purpose of purposes) {
    const link = await spendLink(tx, key, { ...held, purpose })
    if (link) return { ...link, isMailed: purpose === 'recovery' }
  }
  return null
}
