import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import { countDeviceFailure, type KnownDevice } from '../devices/index.ts'
import { noteLock, tellLock } from '../lockout/index.ts'
import type { SignInDeps } from './deps.ts'
import { type FailureReason, failures } from './metrics.ts'
import type { TriedPassword } from './password-tries.ts'
import { enqueueTelling } from './tell-owner.ts'

type Failure = {
  readonly accountId: string | null
  readonly device: KnownDevice | null
  readonly reason: FailureReason
  /** The password that did not open the account; absent where it was something else. */
  readonly tried?: TriedPassword
}

type Deps = Pick<SignInDeps, 'db' | 'log' | 'meter' | 'mailer'>
type Writing = Failure & { readonly mailer: Deps['mailer'] }

/** Whether it made a lock. */
async function write(tx: Tx, scope: Scope, { accountId, device, tried, mailer }: Writing): Promise<boolean> {
  const event = await appendEvent(tx, scope, { action: 'sign-in.failed', subjectId: accountId })
  if (device) await countDeviceFailure(tx, scope, device)
  if (!tried?.counted) return false
  const isLocked = await noteLock(tx, scope, tried.counted)
  // Without mails there is nobody to do it.
  if (mailer.sends) await enqueueTelling(tx, { accountId, event, isProved: tried.isRight })
  return isLocked
}

/**
 * Writes a failed sign-in down: in the audit log, at the known browser, and in the one line of the log that programs
 * like fail2ban read; and the lock, where it made one. What was typed stands nowhere: people type passwords into the
 * wrong field.
 */
export async function noteFailure({ db, log, meter, mailer }: Deps, scope: Scope, failure: Failure): Promise<void> {
  meter.count(failures, { reason: failure.reason })
  // Whoever is signed in here did not show to be the one of this account.
  const nobody = { ...scope, caller: null }
  const isLocked = await db.transaction((tx) => write(tx, nobody, { ...failure, mailer }))
  log.warn({ event: 'sign-in failed', ip: scope.ip, requestId: scope.requestId }, 'sign-in failed')
  if (isLocked) tellLock({ log, meter }, scope)
}
