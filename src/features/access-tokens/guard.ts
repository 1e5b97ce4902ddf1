import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Db } from '../../platform/db/db.ts'
import type { Later } from '../../platform/http/later.ts'
import { type Meter, silentMeter } from '../../platform/observe/metrics/meter.ts'
import type { Scope, TokenCaller } from '../../platform/scope/scope.ts'
import { TokenInvalid } from './errors.ts'
import { findTokenCaller } from './find-token-caller.ts'
import { refused } from './metrics.ts'
import { hashToken } from './token.ts'
import type { TokenCache } from './token-cache.ts'

/** What a request shows: `none` where it shows no token at all, null where what it shows cannot be one (RFC 6750, 2.1). */
function shownHash({ headers }: FastifyRequest): Buffer | null | 'none' {
  const shown = /^Bearer(?: +(.*))?$/is.exec(headers.authorization ?? '')
  return shown ? hashToken(shown[1] ?? '') : 'none'
}

type Parts = {
  readonly db: Db
  /** Null: tokens are read on each request. */
  readonly cache: TokenCache | null
  readonly meter?: Meter
}

/** How programs come in. */
export type TokenDoor = {
  /** Whose program a request comes from; null where it shows no token. Throws AppError 401 for one that opens nothing, all alike. */
  findCaller(request: FastifyRequest): Later<TokenCaller | null>
  /** The account whose token a request shows, where it opened something in the last minutes, without asking anybody; else null. */
  findKnown(request: FastifyRequest): string | null
}

const minutes = 10

/**
 * Finds who asks by `Authorization: Bearer`, and remembers which tokens were good lately: their programs wait behind no
 * crowd of strangers, and are counted by their account. A token that stopped working is forgotten at its next use.
 */
export function createTokenDoor({ db, cache, meter = silentMeter }: Parts): TokenDoor {
  const known = new LRUCache<string, string>({ max: 5_000, ttl: minutes * 60_000 })
  async function requireCaller(tokenHash: Buffer | null, { now }: Scope): Promise<TokenCaller> {
    const caller = tokenHash && (await findTokenCaller(db, { tokenHash, now, cache, meter }))
    const key = tokenHash?.toString('base64') ?? ''
    if (caller) {
      known.set(key, caller.accountId)
      return caller
    }
    known.delete(key)
    meter.count(refused, {})
    throw new TokenInvalid()
  }
  return {
    findCaller(request) {
      const tokenHash = shownHash(request)
      return tokenHash === 'none' ? null : requireCaller(tokenHash, request.scope)
    },
    findKnown(request) {
      const tokenHash = shownHash(request)
      return tokenHash === null || tokenHash === 'none' ? null : (known.get(tokenHash.toString('base64')) ?? null)
    },
  }
}
