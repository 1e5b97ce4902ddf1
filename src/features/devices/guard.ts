import type { FastifyReply, FastifyRequest } from 'fastify'
import { findCookie, setCookie } from '../../platform/http/cookies.ts'
import { deviceCookieOf, readDeviceCookie } from './device-cookie.ts'

const year = 365 * 24 * 3_600

/** Which browser asks, by its signed cookie; null for a forged, doubled or missing one. */
export const findDeviceId = (request: FastifyRequest, key: Buffer): string | null =>
  readDeviceCookie(key, findCookie(request, 'device'))

/** Lets the browser show next time that it is this one; for a year. */
export function giveDevice(reply: FastifyReply, deviceId: string, key: Buffer): void {
  setCookie(reply, 'device', deviceCookieOf(key, deviceId), year)
}
