import type { LimitName } from '../../config/config.ts'
import type { Reader } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { findKnownDevice, type KnownDevice } from '../devices/index.ts'
import { passwordTriesOf } from '../passwords/index.ts'
import { findDeviceOfSession } from '../sessions/index.ts'

/** On which counter a try goes, and the known browser that it comes from. */
export type PasswordTries = { readonly limit: LimitName; readonly who: string; readonly device: KnownDevice | null }

type Asked = { readonly accountId: string | null; readonly login: string; readonly deviceId: string | null }

const fold = (login: string) => login.trim().normalize('NFKC').toLowerCase()

/**
 * Browsers that the account knows, by a living session or the device cookie, have a counter each; all strangers
 * together have another, which therefore keeps no owner out. A name that nobody has is counted like one that somebody
 * has.
 */
export async function choosePasswordTries(
  db: Reader,
  scope: Scope,
  { accountId, login, deviceId }: Asked,
): Promise<PasswordTries> {
  const device = await findKnownDevice(db, deviceId, accountId ?? '0')
  if (accountId === null) return { limit: 'sign-in-account', who: `name:${fold(login)}`, device: null }
  if (scope.caller?.via === 'session' && scope.caller.accountId === accountId) {
    const { sessionId } = scope.caller
    const browser = (await findDeviceOfSession(db, sessionId)) ?? sessionId
    return { limit: 'sign-in-device', who: passwordTriesOf({ accountId, deviceId: browser }), device }
  }
  if (device) return { limit: 'sign-in-device', who: passwordTriesOf(device), device }
  return { limit: 'sign-in-account', who: `account:${accountId}`, device: null }
}
