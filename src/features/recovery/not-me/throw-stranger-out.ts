import type { Reader, Tx } from '../../../platform/db/db.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { endAccessOf } from '../../access-tokens/index.ts'
import { type Account, findAccount, holdAccount } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { forgetDevices } from '../../devices/index.ts'
import { endPasswordLinks, findLink, spendLink } from '../../links/index.ts'
import { removePassword } from '../../passwords/index.ts'
import { isOpen, offerRecoveryLink } from '../bound-link.ts'
import type { RecoveryDeps } from '../deps.ts'
import { LinkOver } from '../errors.ts'
import { notMePurpose as purpose } from './not-me-link.ts'

type Held = { readonly token: string | null; readonly now: Date }

/** The account of a link that can throw a stranger out, without spending it; null for whatever is wrong with it, all alike. */
export async function findThreatened(db: Reader, key: Buffer, { token, now }: Held): Promise<Account | null> {
  const link = token === null ? null : await findLink(db, key, { purpose, token, now })
  const account = link?.accountId ? await findAccount(db, link.accountId) : null
  return account && isOpen(account, now) ? account : null
}

async function throwOut(tx: Tx, scope: Scope, { deps, token }: { deps: RecoveryDeps; token: string }): Promise<string> {
  const { now } = scope
  const key = deps.keys['one-time-link']
  // Links before the account, as everywhere.
  const link = await spendLink(tx, key, { purpose, token, now })
  if (!link?.accountId) throw new LinkOver()
  const accountId = link.accountId
  await endPasswordLinks(tx, { accountId, now })
  const account = await holdAccount(tx, accountId)
  // Whoever signed in knows the password, and may have made the browser one that is trusted.
  await removePassword(tx, accountId)
  await forgetDevices(tx, accountId)
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  await appendEvent(tx, scope, { action: 'stranger.thrown-out', subjectId: accountId, actorId: accountId })
  return offerRecoveryLink(tx, key, { account, now, minutes: deps.config.recoveryMinutes })
}

/**
 * Ends every session, every known browser and the password of an account whose owner did not sign in there. Returns the
 * token of a link for a new password. Throws LinkOver.
 */
export async function throwStrangerOut(deps: RecoveryDeps, scope: Scope, token: string | null): Promise<string> {
  const account = await findThreatened(deps.db, deps.keys['one-time-link'], { token, now: scope.now })
  if (!account || token === null) throw new LinkOver()
  return deps.db.transaction((tx) => throwOut(tx, scope, { deps, token }))
}
