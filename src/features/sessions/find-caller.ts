import { sha256, sha256Text } from '../../platform/crypto/hash.ts'
import type { Db } from '../../platform/db/db.ts'
import { andThen, type Later } from '../../platform/http/later.ts'
import type { Meter } from '../../platform/observe/metrics/meter.ts'
import type { Scope, SessionCaller } from '../../platform/scope/scope.ts'
import { noteAccountOf } from '../accounts/index.ts'
import { lookups } from './metrics.ts'
import * as queries from './queries.ts'
import type { KnownSession, SessionCache } from './session-cache.ts'

const minute = 60_000

type Asked = {
  readonly token: string
  readonly scope: Pick<Scope, 'now' | 'ip'>
  /** Null: reads the database. */
  readonly cache: SessionCache | null
  readonly meter: Meter
}

const usedLately = (session: Pick<KnownSession, 'last_seen_at'>, now: Date) =>
  session.last_seen_at.getTime() >= now.getTime() - minute

/** Whether a copy would be found in the database now, and its use need not be noted there. */
const isGood = (session: KnownSession, now: Date) =>
  session.expires_at > now &&
  session.last_seen_at.getTime() + session.idle_seconds * 1_000 > now.getTime() &&
  usedLately(session, now)

function known(row: queries.LivingSession): KnownSession {
  const caller: SessionCaller = {
    via: 'session',
    accountId: row.id,
    username: row.username,
    displayName: row.display_name,
    role: row.role,
    language: row.language,
    timeZone: row.time_zone,
    factors: row.factors,
    twoFactorDueFrom: row.two_factor_due_from,
    sessionId: row.session_id,
    authenticatedAt: row.authenticated_at,
  }
  noteAccountOf(caller, row)
  const { last_seen_at, idle_seconds, expires_at } = row
  return { last_seen_at, idle_seconds, expires_at, caller }
}

async function readSession(db: Db, { token, scope: { now, ip } }: Asked): Promise<KnownSession | null> {
  const [row] = await db.prepared<queries.LivingSession>(queries.findByToken, [sha256(token), now])
  if (!row) return null
  if (usedLately(row, now)) return known(row)
  const before = new Date(now.getTime() - minute)
  await db.transaction((tx) => queries.touch(tx, { id: row.session_id, now, before, ip }))
  return known({ ...row, last_seen_at: now })
}

function findSession(db: Db, asked: Asked): Later<KnownSession | null> {
  const { cache, meter } = asked
  if (!cache?.isTrusted()) {
    meter.count(lookups, { result: 'bypassed' })
    return readSession(db, asked)
  }
  const key = sha256Text(asked.token)
  const copy = cache.find(key)
  const found = copy && isGood(copy, asked.scope.now) ? copy : null
  meter.count(lookups, { result: found ? 'hit' : 'miss' })
  if (found) return found
  return cache.read(key, () => readSession(db, asked))
}

/** The person a token belongs to, while its session lives; notes the use at most once a minute. */
export const findCallerByToken = (db: Db, asked: Asked): Later<SessionCaller | null> =>
  andThen(findSession(db, asked), (session) => session?.caller ?? null)
