import type { Reader, Tx } from '../../../platform/db/db.ts'
import { InputInvalid } from '../../../platform/errors/app-error.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { endAccessOf } from '../../access-tokens/index.ts'
import { type Account, findAccount, giveEmail, holdAccount } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { forgetDevices } from '../../devices/index.ts'
import { endLinksSince, endPasswordLinks, findLink, spendLink } from '../../links/index.ts'
import { removePassword } from '../../passwords/index.ts'
import { removeFactorsSince } from '../../two-factor/index.ts'
import { isOpen, offerRecoveryLink } from '../bound-link.ts'
import type { RecoveryDeps } from '../deps.ts'
import { LinkOver } from '../errors.ts'
import { notMePurpose as purpose } from './not-me-link.ts'

type Held = { readonly token: string | null; readonly now: Date }

/** An account that somebody else may be in. */
export type Threatened = {
  readonly account: Account
  /** When the stranger came. */
  readonly since: Date
  /** The address at that time, to which the mail went. */
  readonly address: string
}

/**
 * What a link can save, without spending it; null for whatever is wrong with it, all alike. An address that nobody had proved
 * is no way back once the account has one that is proved: it may be a stranger's, by a slip of the pen.
 */
export async function findThreatened(db: Reader, key: Buffer, { token, now }: Held): Promise<Threatened | null> {
  const link = token === null ? null : await findLink(db, key, { purpose, token, now })
  const account = link?.accountId ? await findAccount(db, link.accountId) : null
  if (!link || !account || !isOpen(account, now)) return null
  const { address = account.email, proved } = link.bound
  const isMoved = address !== account.email && proved !== 'yes' && account.emailVerifiedAt !== null
  return isMoved ? null : { account, since: link.createdAt, address }
}

type Throwing = {
  readonly deps: RecoveryDeps
  readonly token: string
  readonly threatened: Threatened
  /** Whether the account comes back to the address of that time, where it has another one. */
  readonly takesBack: boolean
}

async function throwOut(tx: Tx, scope: Scope, { deps, token, threatened, takesBack }: Throwing): Promise<string> {
  const { now } = scope
  const { since, address } = threatened
  const { id: accountId } = threatened.account
  const key = deps.keys['one-time-link']
  // Links before the password and the account, as everywhere.
  if (!(await spendLink(tx, key, { purpose, token, now }))) throw new LinkOver()
  await endPasswordLinks(tx, { accountId, now })
  // Those that went to addresses which the stranger gave the account would open it again.
  await endLinksSince(tx, { accountId, since, now })
  // Whoever signed in knows the password, and may have made the browser one that is trusted.
  await removePassword(tx, accountId)
  const found = await holdAccount(tx, accountId)
  const isBack = takesBack && found.email !== address
  const account = isBack ? await giveEmail(tx, scope, { account: found, email: address, verifiedAt: now }) : found
  await removeFactorsSince(tx, { account, since, rule: deps.config, now })
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  await forgetDevices(tx, accountId)
  await appendEvent(tx, scope, { action: 'stranger.thrown-out', subjectId: accountId, actorId: accountId })
  return offerRecoveryLink(tx, key, { account, now, minutes: deps.config.recoveryMinutes })
}

/**
 * Ends whatever lets a stranger into an account whose owner did not sign in there: every session, access token and known
 * browser, the password, the second factors and links that came since, and another address. What was there before stays.
 * Returns the token of a link for a new password. Throws LinkOver.
 */
export async function throwStrangerOut(deps: RecoveryDeps, scope: Scope, token: string | null): Promise<string> {
  const held = { token, now: scope.now }
  const threatened = await findThreatened(deps.db, deps.keys['one-time-link'], held)
  if (!threatened || token === null) throw new LinkOver()
  const run = (takesBack: boolean) =>
    deps.db.transaction((tx) => throwOut(tx, scope, { deps, token, threatened, takesBack }))
  try {
    return await run(true)
  } catch (error) {
    // The former address has another account by now; the stranger goes all the same.
    if (error instanceof InputInvalid) return run(false)
    throw error
  }
}
