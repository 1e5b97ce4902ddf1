import { LRUCache } from 'lru-cache'
import type { RevocationChannel, Revoked } from './revocations.ts'

type Options<Value> = {
  /** How long a copy lives at most, in milliseconds from the start of its reading. */
  readonly milliseconds: number
  readonly most: number
  readonly channel: RevocationChannel
  /** What a copy is about: revoking one of these ends it. */
  readonly idsOf: (value: Value) => readonly string[]
}

/** Copies of rows in this process, as long as it is certain to hear of their revocation. */
export type RevocableCache<Value> = {
  /** The copy under a key; null where there is none that may be used. */
  find(key: string): Value | null
  /** Reads a value and keeps a copy, unless something was revoked meanwhile: it may have been read just before. */
  read(key: string, read: () => Promise<Value | null>): Promise<Value | null>
  forget(revoked: Revoked): void
  /** Whether the channel is proven, so that copies may be used. */
  isTrusted(): boolean
  /** How many copies there are. */
  size(): number
}

/** A cache of the last used values that revocations empty; while their channel is not proven it keeps and gives nothing. */
export function createRevocableCache<Value extends object>(options: Options<Value>): RevocableCache<Value> {
  const { channel, milliseconds, most, idsOf } = options
  // A resolution of 0 looks at the clock each time: a process that was stopped for a while must not trust its last look.
  const kept = new LRUCache<string, Value>({ max: most, ttl: milliseconds, ttlResolution: 0 })
  let revocations = 0

  function forget(revoked: Revoked): void {
    revocations += 1
    for (const [key, value] of kept.entries())
      if (revoked === 'everything' || idsOf(value).some((id) => revoked.includes(id))) kept.delete(key)
  }
  channel.subscribe(forget)

  return {
    find: (key) => (channel.isProven() ? (kept.get(key) ?? null) : null),
    async read(key, read) {
      const before = revocations
      const start = performance.now()
      const value = await read()
      if (value && before === revocations && channel.isProven()) kept.set(key, value, { start })
      return value
    },
    forget,
    isTrusted: () => channel.isProven(),
    size: () => kept.size,
  }
}
