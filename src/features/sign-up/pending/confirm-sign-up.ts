import { sha256 } from '../../../platform/crypto/hash.ts'
import type { Db, Reader, Tx } from '../../../platform/db/db.ts'
import { InputInvalid } from '../../../platform/errors/app-error.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { isLanguage } from '../../../platform/texts/locale.ts'
import { releaseUsername } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { MailedLinkOver } from '../../email-verification/index.ts'
import { findLink, spendLink } from '../../links/index.ts'
import { acceptPolicies } from '../../policies/index.ts'
import { leaveSession } from '../../sessions/index.ts'
import { goOn, type Outcome } from '../../sign-in/index.ts'
import type { RegisterDeps } from '../deps.ts'
import { makeAccount } from '../make-account.ts'
import { signUps } from '../metrics.ts'
import { requireFirstPassword } from './first-password.ts'
import * as queries from './queries.ts'

const purpose = 'sign-up'

/** A browser that holds a link, and what it knows of the sign-up. */
export type Held = {
  readonly token: string | null
  /** Of the cookie that the sign-up left; null in another browser. */
  readonly browserToken: string | null
  readonly now: Date
}

/** A sign-up that waits, and whether this is the browser that began it. */
export type Waiting = { readonly pending: queries.PendingRow; readonly isOwn: boolean }

/** The sign-up of a link while it works, without spending it; null for whatever is wrong with it, all alike. */
export async function findWaiting(
  db: Reader,
  key: Buffer,
  { token, browserToken, now }: Held,
): Promise<Waiting | null> {
  const link = token === null ? null : await findLink(db, key, { purpose, token, now })
  const pending = link && (await queries.findPending(db, link.bound.signUp ?? '', now))
  if (!pending) return null
  return { pending, isOwn: browserToken !== null && pending.browser_hash.equals(sha256(browserToken)) }
}

/** What waits for this browser, by its cookie alone; null where nothing does. */
export const findOwnSignUp = async (
  db: Db,
  { browserToken, now }: Pick<Held, 'browserToken' | 'now'>,
): Promise<queries.PendingRow | null> =>
  browserToken === null ? null : ((await queries.findByBrowser(db, sha256(browserToken), now)) ?? null)

/** The password of the account, and when and where the terms were accepted with it. */
type Birth = {
  readonly pending: queries.PendingRow
  readonly passwordHash: string
  readonly accepted: { readonly now: Date; readonly ip: string | null }
  readonly deviceId: string | null
}

const profileOf = (row: queries.PendingRow) => ({
  firstName: row.first_name,
  lastName: row.last_name,
  username: row.username,
  email: row.email,
  dateOfBirth: row.date_of_birth,
})

async function bear(tx: Tx, scope: Scope, { deps, birth }: { deps: RegisterDeps; birth: Birth }): Promise<Outcome> {
  const { pending, passwordHash, accepted, deviceId } = birth
  const { keys, config } = deps
  const { now } = scope
  await releaseUsername(tx, keys['username-reservation'], pending.username)
  const locale = isLanguage(pending.language) ? pending.language : scope.locale
  const own: Scope = { ...scope, locale, caller: null }
  const account = await makeAccount(tx, own, {
    ...{ profile: profileOf(pending), role: 'member', passwordHash, keys },
    emailVerifiedAt: now,
  })
  await acceptPolicies(tx, { ...own, ...accepted }, { accountId: account.id, about: config })
  await appendEvent(tx, own, { action: 'email.verified', subjectId: account.id, actorId: account.id })
  await leaveSession(tx, scope)
  return goOn({ tx, deps }, own, {
    ...{ account, kept: false, done: ['password'], methods: ['password'], trustsBrowser: false },
    ...{ startedAt: now, passwordChangedAt: now, flowId: null, deviceId },
  })
}

/**
 * Makes the account of a sign-up and goes on as after a password. Throws MailedLinkOver where the sign-up is over, or the
 * address has an account meanwhile.
 */
export async function bearAccount(
  deps: RegisterDeps,
  scope: Scope,
  birth: Omit<Birth, 'pending'> & { readonly id: string; readonly spend?: (tx: Tx) => Promise<boolean> },
): Promise<Outcome> {
  const { id, spend, ...rest } = birth
  try {
    const outcome = await deps.db.transaction(async (tx) => {
      const pending = await queries.takePending(tx, id, scope.now)
      if (!pending || (spend && !(await spend(tx)))) throw new MailedLinkOver()
      return bear(tx, scope, { deps, birth: { ...rest, pending } })
    })
    deps.meter.count(signUps, {})
    return outcome
  } catch (error) {
    // The first who confirmed an address has it; whoever comes later is not told so.
    if (error instanceof InputInvalid) throw new MailedLinkOver()
    throw error
  }
}

export type Confirmation = Omit<Held, 'now'> & {
  /** Asked in every browser but the one that signed up. */
  readonly newPassword?: string | undefined
  readonly newPasswordAgain?: string | undefined
  readonly acceptTerms: boolean
  readonly deviceId: string | null
}

/**
 * Makes the account of a mailed link. In the browser that signed up that is all; in any other the person chooses a password
 * and accepts the terms, since somebody else may have signed up with their address. Throws MailedLinkOver, or InputInvalid
 * with all that is wrong (the link stays).
 */
export async function confirmSignUp(deps: RegisterDeps, scope: Scope, confirmation: Confirmation): Promise<Outcome> {
  const { now, ip } = scope
  const key = deps.keys['one-time-link']
  const { token, deviceId } = confirmation
  const waiting = await findWaiting(deps.db, key, { ...confirmation, now })
  if (!waiting || token === null) throw new MailedLinkOver()
  const { pending, isOwn } = waiting
  const spend = async (tx: Tx) => (await spendLink(tx, key, { purpose, token, now })) !== null
  if (isOwn) {
    const accepted = { now: pending.created_at, ip: pending.ip }
    return bearAccount(deps, scope, {
      ...{ id: pending.id, passwordHash: pending.password_hash, accepted, deviceId, spend },
    })
  }
  const password = await requireFirstPassword(deps, profileOf(pending), confirmation)
  const passwordHash = await deps.hasher.hash(password, scope)
  return bearAccount(deps, scope, { id: pending.id, passwordHash, accepted: { now, ip }, deviceId, spend })
}
