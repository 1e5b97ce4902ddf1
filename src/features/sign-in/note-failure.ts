import type { Scope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import { countDeviceFailure, type KnownDevice } from '../devices/index.ts'
import type { SignInDeps } from './deps.ts'
import { type FailureReason, failures } from './metrics.ts'

/**
 * Writes a failed sign-in down: in the audit log, at the known browser, and in the one line of the log that programs
 * like fail2ban read. What was typed stands nowhere: people type passwords into the wrong field.
 */
export async function noteFailure(
  { db, log, meter }: Pick<SignInDeps, 'db' | 'log' | 'meter'>,
  scope: Scope,
  { accountId, device, reason }: { accountId: string | null; device: KnownDevice | null; reason: FailureReason },
): Promise<void> {
  meter.count(failures, { reason })
  // Whoever is signed in here did not show to be the one of this account.
  const nobody = { ...scope, caller: null }
  await db.transaction(async (tx) => {
    await appendEvent(tx, nobody, { action: 'sign-in.failed', subjectId: accountId })
    if (device) await countDeviceFailure(tx, nobody, device)
  })
  log.warn({ event: 'sign-in failed', ip: scope.ip, requestId: scope.requestId }, 'sign-in failed')
}
