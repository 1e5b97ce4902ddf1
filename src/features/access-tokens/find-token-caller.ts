import type { Db } from '../../platform/db/db.ts'
import type { Meter } from '../../platform/observe/metrics/meter.ts'
import type { TokenCaller } from '../../platform/scope/scope.ts'
import { lookups } from './metrics.ts'
import * as queries from './queries.ts'
import type { KnownToken, TokenCache } from './token-cache.ts'

const minute = 60_000

type Asked = {
  readonly tokenHash: Buffer
  readonly now: Date
  /** Null: reads the database. */
  readonly cache: TokenCache | null
  readonly meter: Meter
}

const usedLately = (lastUsedAt: Date | null, now: Date) =>
  lastUsedAt !== null && lastUsedAt.getTime() >= now.getTime() - minute

/** Whether a copy would be found in the database now, and its use need not be noted there. */
const isGood = ({ expiresAt, lastUsedAt }: KnownToken, now: Date) => expiresAt > now && usedLately(lastUsedAt, now)

const callerOf = (row: queries.LivingToken): TokenCaller => ({
  via: 'token',
  accountId: row.account_id,
  username: row.username,
  displayName: row.display_name,
  role: row.role,
  language: row.language,
  timeZone: row.time_zone,
  factors: row.factors,
  twoFactorDueFrom: row.two_factor_due_from,
  tokenId: row.token_id,
  scopes: row.scopes,
})

async function readToken(db: Db, { tokenHash, now }: Asked): Promise<KnownToken | null> {
  const [row] = await db.prepared<queries.LivingToken>(queries.findByToken, [tokenHash, now])
  if (!row) return null
  const found = { caller: callerOf(row), expiresAt: row.expires_at }
  if (usedLately(row.last_used_at, now)) return { ...found, lastUsedAt: row.last_used_at }
  const before = new Date(now.getTime() - minute)
  await db.transaction((tx) => queries.touch(tx, { id: row.token_id, now, before }))
  return { ...found, lastUsedAt: now }
}

async function findToken(db: Db, asked: Asked): Promise<KnownToken | null> {
  const { tokenHash, now, cache, meter } = asked
  if (!cache?.isTrusted()) {
    meter.count(lookups, { result: 'bypassed' })
    return readToken(db, asked)
  }
  const key = tokenHash.toString('base64')
  const copy = cache.find(key)
  const found = copy && isGood(copy, now) ? copy : null
  meter.count(lookups, { result: found ? 'hit' : 'miss' })
  return found ?? cache.read(key, () => readToken(db, asked))
}

/** Whose program shows a token, while it works; notes the use at most once a minute. */
export async function findTokenCaller(db: Db, asked: Asked): Promise<TokenCaller | null> {
  return (await findToken(db, asked))?.caller ?? null
}
