import { createRevocableCache, type RevocableCache } from '../../platform/cache/revocable-cache.ts'
import { type RevocationChannel, revokedBy } from '../../platform/cache/revocations.ts'
import type { Db } from '../../platform/db/db.ts'
import { type Meter, sample, silentMeter } from '../../platform/observe/metrics/meter.ts'
import { cached } from './metrics.ts'
import type { LivingSession } from './queries.ts'

/** Copies of living sessions under the hash of their token. */
export type SessionCache = RevocableCache<LivingSession>

// About 1 KB each.
const most = 10_000

type Options = {
  readonly db: Db
  readonly channel: RevocationChannel
  readonly seconds: number
  readonly meter?: Meter
}

/** The session cache of this process; what its own transactions revoke is forgotten before their reply goes out. */
export function createSessionCache({ db, channel, seconds, meter = silentMeter }: Options): SessionCache {
  const cache = createRevocableCache<LivingSession>({
    channel,
    most,
    milliseconds: seconds * 1_000,
    idsOf: (session) => [session.id, session.account_id],
  })
  db.onNotices((notices) => {
    const revoked = revokedBy(notices)
    if (revoked.length > 0) cache.forget(revoked)
  })
  meter.watch(() => [sample(cached, cache.size())])
  return cache
}
