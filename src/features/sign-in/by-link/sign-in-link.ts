import { mac } from '../../../platform/crypto/mac.ts'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import { type Account, findAccount, statusAt } from '../../accounts/index.ts'
import { addLink, findLink, type Link } from '../../links/index.ts'
import { findPassword, type StoredPassword } from '../../passwords/index.ts'

/** The purpose of a link that stands for the password of a locked account. */
export const purpose = 'sign-in' as const

/** Where it leads, below the address of the site. */
export const linkPath = '/login/link'

/** How long it works, from the last time that its mail was handed over; minutes. */
export const linkMinutes = 30

type Of = { readonly key: Buffer; readonly account: Account; readonly stored: StoredPassword }

// The address itself is not in it.
const boundOf = ({ key, account, stored }: Of) => ({
  password: stored.changedAt.toISOString(),
  address: mac(key, ['sign-in-address', account.email]),
})

/** Whether somebody may come by such a link into an account: one that is suspended, quarantined or leaving stays closed. */
export function isOpen(account: Account, now: Date): boolean {
  const status = statusAt(account, now)
  return status === 'active' || status === 'restricted'
}

/** The number of a new link for an account, whose token only its mail has; null where there is no password to stand for. */
export async function makeSignInLink(
  tx: Tx,
  { key, account, now }: { key: Buffer; account: Account; now: Date },
): Promise<string | null> {
  const stored = await findPassword(tx, account.id)
  const bound = stored && boundOf({ key, account, stored })
  return bound && addLink(tx, { purpose, accountId: account.id, bound, now, life: linkMinutes * 60 })
}

/** An account that a link opens, and the password that the link stands for. */
export type Linked = { readonly account: Account; readonly stored: StoredPassword }

/** What a link still opens; null where the password, the address or the account is not what it was made for. */
export async function findLinked(
  db: Reader,
  key: Buffer,
  { link, now }: { link: Link | null; now: Date },
): Promise<Linked | null> {
  const account = link?.accountId ? await findAccount(db, link.accountId) : null
  const stored = account && (await findPassword(db, account.id))
  if (!link || !account || !stored || !isOpen(account, now)) return null
  const { password, address } = boundOf({ key, account, stored })
  return link.bound.password === password && link.bound.address === address ? { account, stored } : null
}

/** What a token opens, without spending it; null for whatever is wrong with it, all alike. */
export const findByToken = async (
  db: Reader,
  key: Buffer,
  { token, now }: { token: string | null; now: Date },
): Promise<Linked | null> =>
  token === null ? null : findLinked(db, key, { link: await findLink(db, key, { purpose, token, now }), now })
