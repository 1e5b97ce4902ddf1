import type { FastifyReply } from 'fastify'
import { giveDevice } from '../devices/index.ts'
import type { Keys } from '../keys/index.ts'
import { giveSession } from '../sessions/index.ts'
import type { OpenedSession } from './open-session.ts'

/** Hands the browser its new session, and the sign by which it is known next time. */
export function giveOpenedSession(reply: FastifyReply, opened: OpenedSession, keys: Pick<Keys, 'device-cookie'>): void {
  giveSession(reply, opened.cookie)
  giveDevice(reply, opened.deviceId, keys['device-cookie'])
}
