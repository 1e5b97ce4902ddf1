import { publishRevocation } from '../../../platform/cache/revocations.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { describeUserAgent } from '../../../platform/http/user-agent.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { appendEvent } from '../../audit/index.ts'
import { forgetDevice } from '../../devices/index.ts'
import { deleteOfDevice } from '../queries.ts'
import { sessionsTexts } from '../texts/index.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Makes a browser a stranger to the caller: its sessions end, it no longer stands for the second factor, and wrong passwords
 * typed there count as anybody's. Returns whether this very session ended. Throws AppError 404 where the account knows no such
 * browser.
 */
export async function forgetKnownDevice(
  tx: Tx,
  scope: SignedInScope,
  deviceId: string,
): Promise<{ readonly endedThis: boolean }> {
  const { accountId, sessionId } = scope.caller
  const device = { accountId, deviceId: deviceId.toLowerCase() }
  const ended = uuid.test(deviceId) ? await deleteOfDevice(tx, device) : []
  const gone = uuid.test(deviceId) ? await forgetDevice(tx, device) : null
  if (!gone) throw new AppError(404, 'device-not-found', { text: (locale) => sessionsTexts(locale).deviceNotFound() })
  const ids = ended.map(({ id }) => id)
  if (ids.length > 0) await publishRevocation(tx, ids)
  const { browser, system } = describeUserAgent(gone.userAgent)
  const name = [browser, system].filter((part) => part !== null).join(', ')
  const changes = name === '' ? [] : [{ field: 'browser', old: null, new: name }]
  await appendEvent(tx, scope, { action: 'device.forgotten', subjectId: accountId, changes })
  return { endedThis: ids.includes(sessionId) }
}
