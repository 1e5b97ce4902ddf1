import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { silentLog } from '../../../test/support/silent-log.ts'
import { type SilentProxy, startSilentProxy } from '../../../test/support/silent-proxy.ts'
import { connect } from '../db/pool.ts'
import { listenForRevocations } from './listen-for-revocations.ts'
import { createRevocableCache } from './revocable-cache.ts'
import { publishRevocation, type RevocationChannel, type Revoked } from './revocations.ts'

type Value = { id: string; text: string }

const proof = { every: 300, patience: 500 }

let database: TestDatabase
let proxy: SilentProxy
let channel: RevocationChannel
let heard: Revoked[]
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  await channel.close()
  await proxy.close()
})
afterAll(() => database.close())

const isProven = () => vi.waitUntil(() => channel.isProven(), 10_000)

async function listen(): Promise<void> {
  proxy = await startSilentProxy(database.connection)
  heard = []
  channel = listenForRevocations({ connection: proxy.connection, log: silentLog(), proof })
  channel.subscribe((revoked) => heard.push(revoked))
  await isProven()
}

const cacheOf = (milliseconds = 60_000) =>
  createRevocableCache<Value>({ milliseconds, most: 3, channel, idsOf: ({ id }) => [id] })
const read = (id: string) => async () => ({ id, text: 'kept' })
const publish = (...ids: string[]) => database.db.transaction((tx) => publishRevocation(tx, ids))

describe('the channel', () => {
  it('brings what a transaction revokes once it commits, and nothing of one that does not', async () => {
    await listen()
    const failing = database.db.transaction(async (tx) => {
      await publishRevocation(tx, ['9'])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await publish('7', '8')
    await vi.waitUntil(() => heard.some((revoked) => revoked.includes('7')), 5_000)
    expect(heard).toEqual(['everything', ['7', '8']])
  })

  it('is not proven while its connection is away, comes back by itself, and says that something may be missing', async () => {
    await listen()
    const app = await connect(database.connection)
    await app.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_notify%' and datname = current_database()`,
    )
    await app.end()
    await vi.waitUntil(() => heard.length > 1, 5_000)
    expect(heard.slice(1)).toContain('everything')
    await isProven()
    await publish('7')
    await vi.waitUntil(() => heard.at(-1)?.includes('7'), 5_000)
  })

  it('cut without a sound is found out when its proof is overdue, and heals', async () => {
    await listen()
    proxy.cut()
    const begun = performance.now()
    await vi.waitUntil(() => !channel.isProven(), 5_000)
    expect(performance.now() - begun).toBeLessThan(2_500)
    await publish('7')
    expect(channel.isProven()).toBe(false)
    proxy.mend()
    await isProven()
    expect(heard.at(-1)).toBe('everything')
  })
})

describe('the cache', () => {
  it('gives what was read until it is revoked, whoever revokes it', async () => {
    await listen()
    const cache = cacheOf()
    await cache.read('a', read('7'))
    await cache.read('b', read('8'))
    expect([cache.find('a')?.id, cache.find('b')?.id]).toEqual(['7', '8'])
    await publish('7')
    await vi.waitUntil(() => cache.find('a') === null, 5_000)
    expect(cache.find('b')?.id).toBe('8')
  })

  it('keeps nothing that was read while something was revoked', async () => {
    await listen()
    const cache = cacheOf()
    await cache.read('a', async () => {
      cache.forget(['7'])
      return { id: '7', text: 'as it was before' }
    })
    expect(cache.find('a')).toBeNull()
  })

  it('gives nothing that is older than its time, counted from the start of the reading', async () => {
    await listen()
    const cache = cacheOf(150)
    await cache.read('a', read('7'))
    expect(cache.find('a')).not.toBeNull()
    await vi.waitUntil(() => cache.find('a') === null, 1_000)
    await cache.read('a', async () => {
      // Longer than an entry may live: the length of the read is what is tried.
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { id: '7', text: 'slow' }
    })
    expect(cache.find('a')).toBeNull()
  })

  it('keeps and gives nothing while the channel is not proven, and starts empty afterwards', async () => {
    await listen()
    const cache = cacheOf()
    await cache.read('a', read('7'))
    proxy.cut()
    await vi.waitUntil(() => !channel.isProven(), 5_000)
    expect(cache.find('a')).toBeNull()
    await cache.read('b', read('8'))
    proxy.mend()
    await isProven()
    expect([cache.find('a'), cache.find('b')]).toEqual([null, null])
  })

  it('forgets the least used when it is full', async () => {
    await listen()
    const cache = cacheOf()
    for (const key of ['a', 'b', 'c', 'd']) await cache.read(key, read(key))
    expect(['a', 'b', 'c', 'd'].map((key) => cache.find(key) !== null)).toEqual([false, true, true, true])
  })
})
