import { mac } from '../../../platform/crypto/mac.ts'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import { type Account, findAccount } from '../../accounts/index.ts'
import { endLinks, findLink, type Link, offerLink } from '../../links/index.ts'
import { isOpen } from '../../recovery/index.ts'

export const purpose = 'verify-email'
/** How long a link works from the last time that it was handed over, in seconds. */
export const proofSeconds = 24 * 3_600

// It proves the address that it was mailed to, and no other; the address itself is not in it.
const addressOf = (key: Buffer, { email }: Account) => mac(key, ['verify-email-address', email])

/** The link that proves the address of an account: the living one, or another where the address has changed since. */
export async function offerProofLink(
  tx: Tx,
  key: Buffer,
  { account, now }: { account: Account; now: Date },
): Promise<Link | null> {
  const bound = { address: addressOf(key, account) }
  const wanted = { purpose, accountId: account.id, bound, now, life: proofSeconds } as const
  const living = await findLink(tx, key, { purpose, token: await offerLink(tx, key, wanted), now })
  if (living?.bound.address === bound.address) return living
  await endLinks(tx, wanted)
  return findLink(tx, key, { purpose, token: await offerLink(tx, key, wanted), now })
}

/** The account whose address a link still proves; null for whatever is wrong with the link or the account, all alike. */
export async function findLinkedAccount(
  db: Reader,
  key: Buffer,
  { link, now }: { link: Link | null; now: Date },
): Promise<Account | null> {
  const account = link?.accountId ? await findAccount(db, link.accountId) : null
  if (!account || account.awaitsOpening || !isOpen(account, now)) return null
  return link?.bound.address === addressOf(key, account) ? account : null
}
