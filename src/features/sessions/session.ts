import { randomUUID } from 'node:crypto'
import { publishRevocation } from '../../platform/cache/revocations.ts'
import { sha256 } from '../../platform/crypto/hash.ts'
import { randomToken } from '../../platform/crypto/random.ts'
import type { Reader, Tx } from '../../platform/db/db.ts'
import type { Role, Scope, SessionCaller } from '../../platform/scope/scope.ts'
import * as queries from './queries.ts'

const hour = 3_600
const day = 24 * hour

/** How long a session lives, in seconds: unused, and in all. Those who can change other people's accounts prove themselves more often. */
export function lifeOf(role: Role, kept: boolean): { idle: number; absolute: number } {
  if (role !== 'member') return { idle: 12 * hour, absolute: kept ? 7 * day : 12 * hour }
  return kept ? { idle: 30 * day, absolute: 180 * day } : { idle: 12 * hour, absolute: 12 * hour }
}

const recentMilliseconds = 15 * 60_000

/** Until when the last proof of identity counts as recent: for 15 minutes. */
export const recentUntil = ({ authenticatedAt }: Pick<SessionCaller, 'authenticatedAt'>): Date =>
  new Date(authenticatedAt.getTime() + recentMilliseconds)

/** Whether the caller has proved to be the owner within the last 15 minutes. */
export const isRecent = (caller: SessionCaller, now: Date): boolean => now < recentUntil(caller)

/** What the browser gets: the token, and for how many seconds it keeps the cookie (undefined: until it closes). */
export type SessionCookie = {
  readonly token: string
  readonly seconds: number | undefined
  readonly expiresAt: Date
  readonly sessionId: string
}

/** Whether the session is there and as it was when the caller came with it: no other token, no later proof. */
export const isStillSession = async (tx: Tx, { sessionId, authenticatedAt }: SessionCaller): Promise<boolean> =>
  (await queries.findProof(tx, sessionId))?.authenticated_at.getTime() === authenticatedAt.getTime()

type Start = {
  readonly accountId: string
  readonly role: Role
  readonly kept: boolean
  readonly methods: readonly string[]
  /** Whether all was shown that the account can prove; else the session is never recent by its opening. */
  readonly isFullProof?: boolean
  readonly deviceId: string | null
}

/** Opens a session; only the hash of its token is stored. */
export async function startSession(
  tx: Tx,
  scope: Scope,
  { accountId, role, kept, methods, isFullProof = true, deviceId }: Start,
): Promise<SessionCookie> {
  const token = randomToken()
  const life = lifeOf(role, kept)
  const sessionId = randomUUID()
  const expiresAt = new Date(scope.now.getTime() + life.absolute * 1000)
  await queries.insertSession(tx, {
    id: sessionId,
    tokenHash: sha256(token),
    idleSeconds: life.idle,
    ...{ accountId, expiresAt, methods, kept, deviceId },
    authenticatedAt: isFullProof ? scope.now : new Date(scope.now.getTime() - recentMilliseconds),
    ...{ now: scope.now, ip: scope.ip, userAgent: scope.userAgent },
  })
  return { token, seconds: kept ? life.absolute : undefined, expiresAt, sessionId }
}

/** When a session ends at the latest; null where it is gone. */
export async function findSessionEnd(db: Reader, sessionId: string): Promise<Date | null> {
  return (await queries.findExpiry(db, sessionId))?.expires_at ?? null
}

/** When somebody signed in; null where the session is gone. */
export async function findSessionStart(db: Reader, sessionId: string): Promise<Date | null> {
  return (await queries.findStart(db, sessionId))?.created_at ?? null
}

/** The browser a session was opened in; null where it is gone or the browser was not remembered. */
export async function findDeviceOfSession(db: Reader, sessionId: string): Promise<string | null> {
  return (await queries.findDeviceId(db, sessionId))?.device_id ?? null
}

/** Gives the same session a new token; `authenticated` where the person has just proved to be it. Null where the session is gone. */
export async function renewSession(
  tx: Tx,
  scope: Scope,
  { sessionId, authenticated }: { sessionId: string; authenticated: boolean },
): Promise<SessionCookie | null> {
  const token = randomToken()
  const row = await queries.replaceToken(tx, {
    id: sessionId,
    tokenHash: sha256(token),
    authenticatedAt: authenticated ? scope.now : null,
  })
  if (!row) return null
  await publishRevocation(tx, [sessionId])
  const left = Math.floor((row.expires_at.getTime() - scope.now.getTime()) / 1000)
  return { token, seconds: row.kept ? left : undefined, expiresAt: row.expires_at, sessionId }
}
