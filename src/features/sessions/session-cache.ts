import { createRevocableCache, type RevocableCache } from '../../platform/cache/revocable-cache.ts'
import { type RevocationChannel, revokedBy } from '../../platform/cache/revocations.ts'
import type { Db } from '../../platform/db/db.ts'
import { type Meter, sample, silentMeter } from '../../platform/observe/metrics/meter.ts'
import type { SessionCaller } from '../../platform/scope/scope.ts'
import { cached } from './metrics.ts'
import type { LivingSession } from './queries.ts'

/** A living session and whom it belongs to. */
export type KnownSession = Pick<LivingSession, 'last_seen_at' | 'idle_seconds' | 'expires_at'> & {
  readonly caller: SessionCaller
}

/** Copies of living sessions under the hash of their token. */
export type SessionCache = RevocableCache<KnownSession>

// About 2 KB each.
const most = 10_000

type Options = {
  readonly db: Db
  readonly channel: RevocationChannel
  readonly seconds: number
  readonly meter?: Meter
}

/** The session cache of this process; what its own transactions revoke is forgotten before their reply goes out. */
export function createSessionCache({ db, channel, seconds, meter = silentMeter }: Options): SessionCache {
  const cache = createRevocableCache<KnownSession>({
    channel,
    most,
    milliseconds: seconds * 1_000,
    idsOf: ({ caller }) => [caller.sessionId, caller.accountId],
  })
  db.onNotices((notices) => {
    const revoked = revokedBy(notices)
    if (revoked.length > 0) cache.forget(revoked)
  })
  meter.watch(() => [sample(cached, cache.size())])
  return cache
}
