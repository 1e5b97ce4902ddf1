import { randomBytes } from 'node:crypto'
import { idsOf, type RevocationChannel, type Revoked } from '../cache/revocations.ts'
import type { Redis } from './redis.ts'

type Options = {
  readonly redis: Pick<Redis, 'publish' | 'listen'>
  /** In milliseconds: how often a message of our own goes round, and for how long one that came back is a proof. */
  readonly proof?: { readonly every: number; readonly lasts: number }
}

/** The channel of revocations, and how to tell them. */
export type RedisRevocations = RevocationChannel & {
  /** After the commit that ended them. Never rejects: where Redis is away nobody trusts this channel. */
  publish(ids: readonly string[]): Promise<void>
}

const topic = 'revoked'

/**
 * Hears of revocations by pub/sub. Whenever messages may have been missed, subscribers are told `everything`; while our own
 * messages do not come round (one a second), it is not proven.
 */
export function createRedisRevocations({ redis, proof = { every: 1_000, lasts: 2_500 } }: Options): RedisRevocations {
  const listeners = new Set<(revoked: Revoked) => void>()
  // Nobody else hears our proofs, and we hear nobody's.
  const ownTopic = `proof:${randomBytes(9).toString('base64url')}`
  let provenUntil = Number.NEGATIVE_INFINITY
  const isProven = () => performance.now() < provenUntil
  const tell = (revoked: Revoked) => {
    for (const listener of listeners) listener(revoked)
  }
  const onDown = () => {
    provenUntil = Number.NEGATIVE_INFINITY
    tell('everything')
  }
  const stopListening = [
    redis.listen(topic, { onMessage: (message) => tell(idsOf(message)), onDown }),
    redis.listen(ownTopic, {
      onMessage(sentAt) {
        if (!isProven()) tell('everything')
        provenUntil = Math.max(provenUntil, Number(sentAt) + proof.lasts)
      },
      onDown() {},
    }),
  ]
  const prove = () => void redis.publish(ownTopic, String(performance.now())).catch(() => {}) // then it is not proven
  const proving = setInterval(prove, proof.every)
  prove()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isProven,
    publish: (ids) => redis.publish(topic, ids.join(' ')).catch(() => {}),
    async close() {
      clearInterval(proving)
      for (const stop of stopListening) stop()
    },
  }
}
