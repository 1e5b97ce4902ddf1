import { createRevocableCache, type RevocableCache } from '../../platform/cache/revocable-cache.ts'
import { type RevocationChannel, revokedBy } from '../../platform/cache/revocations.ts'
import type { Db } from '../../platform/db/db.ts'
import type { TokenCaller } from '../../platform/scope/scope.ts'

/** A living token and whose it is. */
export type KnownToken = { readonly caller: TokenCaller; readonly expiresAt: Date; readonly lastUsedAt: Date | null }

/** Copies of living tokens under their hash. */
export type TokenCache = RevocableCache<KnownToken>

// About 1 KB each.
const most = 5_000

type Options = { readonly db: Db; readonly channel: RevocationChannel; readonly seconds: number }

/** The token cache of this process; what its own transactions revoke is forgotten before their reply goes out. */
export function createTokenCache({ db, channel, seconds }: Options): TokenCache {
  const cache = createRevocableCache<KnownToken>({
    channel,
    most,
    milliseconds: seconds * 1_000,
    idsOf: ({ caller }) => [caller.tokenId, caller.accountId],
  })
  db.onNotices((notices) => {
    const revoked = revokedBy(notices)
    if (revoked.length > 0) cache.forget(revoked)
  })
  return cache
}
