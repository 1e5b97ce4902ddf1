import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, getAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { replaceLink } from '../links/index.ts'
import { boundOf } from './bound-link.ts'

const purpose = 'set-password'
const life = 24 * 3_600
// It is handed over by hand: a weekend may lie between.
const openingLife = 3 * 24 * 3_600

/** Where a new password is chosen, below the address of the site. */
export const newPasswordPath = '/recover/new-password'

/** The path of a link, below the address of the site. */
export const setPasswordPath = (token: string): string => `${newPasswordPath}?token=${token}`

/** A token and until when it works. */
export type PasswordLink = { readonly token: string; readonly expiresAt: Date }

type ByHand = { readonly account: Account; readonly key: Buffer; readonly life: number }

async function replaceByHand(tx: Tx, scope: Scope, { account, key, life }: ByHand): Promise<PasswordLink> {
  const { now } = scope
  const bound = await boundOf(tx, key, account)
  const token = await replaceLink(tx, key, { purpose, accountId: account.id, bound, now, life })
  await appendEvent(tx, scope, { action: 'link.made', subjectId: account.id })
  return { token, expiresAt: new Date(now.getTime() + life * 1_000) }
}

/**
 * A new link by which the owner of an account sets a new password, within 24 hours or until the password or the address
 * changes. Those made by hand before stop working: whoever hands this one over knows that no other is about. Throws
 * AppError 404 where there is no such account.
 */
export async function makeRecoveryLink(
  tx: Tx,
  scope: Scope,
  { accountId, key }: { accountId: string; key: Buffer },
): Promise<PasswordLink> {
  return replaceByHand(tx, scope, { account: await getAccount(tx, accountId), key, life })
}

/**
 * A new link by which the person of an account that awaits its opening sets the first password, within three days. Those made
 * before stop working.
 */
export const makeOpeningLink = (
  tx: Tx,
  scope: Scope,
  { account, key }: { account: Account; key: Buffer },
): Promise<PasswordLink> => replaceByHand(tx, scope, { account, key, life: openingLife })
