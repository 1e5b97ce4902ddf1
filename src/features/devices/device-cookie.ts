import { mac, verifyMac } from '../../platform/crypto/mac.ts'

const version = 'v1'
const shape = /^v1\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/

/** What the cookie of a browser says: `v1.<device id>.<mac>`. */
export const deviceCookieOf = (key: Buffer, deviceId: string): string =>
  `${version}.${deviceId}.${mac(key, ['device', version, deviceId])}`

/**
 * The device id of a cookie that we signed; null for a forged one or none. Whether an account knows it, is for the
 * database to say.
 */
export function readDeviceCookie(key: Buffer, value: string | null): string | null {
  const [, deviceId = '', given = ''] = shape.exec(value ?? '') ?? []
  return verifyMac(key, ['device', version, deviceId], given) ? deviceId : null
}
