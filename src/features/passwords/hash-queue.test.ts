import { hash as argonHash } from '@node-rs/argon2'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../platform/errors/app-error.ts'
import type { Caller } from '../../platform/scope/scope.ts'
import { createHasher, needsRehash } from './hash-queue.ts'

const patient = { maxQueue: 1000, deadlineMs: 60_000 }
const busy = { status: 503, code: 'busy', retryAfterSeconds: 2 }

const sorted = (results: readonly PromiseSettledResult<unknown>[]) => ({
  done: results.filter(({ status }) => status === 'fulfilled').length,
  refused: results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
})

describe('a hash', () => {
  const hasher = createHasher(patient)

  test('is argon2id at the cost OWASP asks for, salted, and verified by its password alone', async () => {
    const [first, second] = await Promise.all([hasher.hash('Lantern-42x'), hasher.hash('Lantern-42x')])
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(second).not.toBe(first)
    expect(await hasher.verify(first, 'Lantern-42x')).toBe(true)
    expect(await hasher.verify(first, 'Lantern-42X')).toBe(false)
    expect(await hasher.verify(first, '')).toBe(false)
  })

  test('does not care how a character is spelt', async () => {
    const hash = await hasher.hash('Caf\u00e9-42x')
    expect(await hasher.verify(hash, 'Cafe\u0301-42x')).toBe(true)
    expect(await hasher.verify(hash, 'Ｃａｆé-42x')).toBe(true)
  })

  test('of NUL, half a character or an endless text is refused, and such a text verifies as wrong', async () => {
    const hash = await hasher.hash('Lantern-42x\ufffd')
    for (const impossible of ['Lantern-42x\0', 'Lantern-42x\ud800', 'x'.repeat(1025)]) {
      await expect(hasher.hash(impossible)).rejects.toMatchObject({ status: 422 })
      expect(await hasher.verify(hash, impossible)).toBe(false)
      expect(await hasher.verify(null, impossible)).toBe(false)
    }
  })

  test('that is broken fails, and the next one is verified all the same', async () => {
    const single = createHasher({ ...patient, concurrency: 1 })
    await expect(single.verify('no hash', 'x')).rejects.toThrow()
    expect(single.load()).toEqual({ running: 0, waiting: 0 })
    expect(await single.verify(await single.hash('x'), 'x')).toBe(true)
  })
})

describe('the same work is done for an unknown name', () => {
  test('nobody has the dummy hash, and verifying against it takes as long', async () => {
    const hasher = createHasher({ ...patient, concurrency: 1 })
    const hash = await hasher.hash('Lantern-42x')
    const spent = { known: [] as number[], unknown: [] as number[] }
    // The shortest of many is what the work takes when nothing else has the processor; on a busy machine it takes more of them.
    const ratio = () => Math.min(...spent.unknown) / Math.min(...spent.known)
    const isAlike = () => ratio() > 0.5 && ratio() < 2
    for (let round = 0; round < 15 || (round < 150 && !isAlike()); round += 1)
      for (const [who, stored] of [
        ['known', hash],
        ['unknown', null],
      ] as const) {
        const start = performance.now()
        expect(await hasher.verify(stored, 'wrong')).toBe(false)
        spent[who].push(performance.now() - start)
      }
    expect(ratio()).toBeGreaterThan(0.5)
    expect(ratio()).toBeLessThan(2)
  })
})

describe('a flood of sign-ins ends in 503 with Retry-After', () => {
  test('so many are computed at once and no more', async () => {
    const hasher = createHasher({ ...patient, concurrency: 2 })
    const all = Array.from({ length: 6 }, () => hasher.hash('Lantern-42x'))
    const finished = all.map((hash) => hash.then(() => hasher.load()))
    expect(hasher.load()).toEqual({ running: 2, waiting: 4 })
    for (const load of await Promise.all(finished)) expect(load.running).toBeLessThanOrEqual(2)
    expect(hasher.load()).toEqual({ running: 0, waiting: 0 })
  })

  test('what finds the queue full is refused at once, and the others are served', async () => {
    const hasher = createHasher({ concurrency: 1, maxQueue: 3, deadlineMs: 60_000 })
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => hasher.verify(null, 'x')))
    const { done, refused } = sorted(results)
    expect(done).toBe(4)
    expect(refused).toHaveLength(6)
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(AppError)
      expect(reason).toMatchObject(busy)
    }
  })

  test('what waits past its deadline is refused and never started', async () => {
    const hasher = createHasher({ concurrency: 1, maxQueue: 500, deadlineMs: 40 })
    const results = await Promise.allSettled(Array.from({ length: 300 }, () => hasher.verify(null, 'x')))
    const { done, refused } = sorted(results)
    expect(done).toBeGreaterThan(0)
    expect(refused.length).toBeGreaterThan(100)
    for (const reason of refused) expect(reason).toMatchObject(busy)
    expect(hasher.load()).toEqual({ running: 0, waiting: 0 })
    expect(await hasher.verify(null, 'x')).toBe(false)
  })

  test('what is past its deadline is not started either where the event loop is too busy to say so in time', async () => {
    const hasher = createHasher({ concurrency: 1, maxQueue: 500, deadlineMs: 100 })
    const results = Promise.allSettled(Array.from({ length: 5 }, () => hasher.verify(null, 'x')))
    const end = performance.now() + 150
    while (performance.now() < end); // the first one is done meanwhile, and no timer has run
    const { done, refused } = sorted(await results)
    expect(done).toBe(1)
    expect(refused).toHaveLength(4)
  })

  test('who gave up makes no work', async () => {
    const hasher = createHasher({ ...patient, concurrency: 1 })
    const leaving = new AbortController()
    const gone = () => leaving.signal
    const first = hasher.hash('x')
    const second = hasher.hash('x', { gone })
    const third = hasher.hash('x')
    leaving.abort(new Error('gone'))
    expect(hasher.load()).toEqual({ running: 1, waiting: 1 })
    await expect(second).rejects.toThrow('gone')
    await expect(hasher.hash('x', { gone })).rejects.toThrow('gone')
    expect(await Promise.all([first, third])).toHaveLength(2)
  })
})

describe('strangers do not keep signed-in people waiting', () => {
  const someone = { caller: { accountId: '1' } as Caller } // the queue asks whether there is one, and nothing about them

  test('who is signed in goes before strangers who came first, and finds room where they find none', async () => {
    const hasher = createHasher({ concurrency: 1, maxQueue: 3, deadlineMs: 60_000 })
    const order: string[] = []
    const strangers = Array.from({ length: 4 }, () => hasher.verify(null, 'x').then(() => order.push('stranger')))
    expect(hasher.isFull()).toBe(true)
    await expect(hasher.verify(null, 'x')).rejects.toMatchObject(busy)
    const signedIn = hasher.verify(null, 'x', someone).then(() => order.push('signed in'))
    await Promise.all([...strangers, signedIn])
    expect(order).toEqual(['stranger', 'signed in', 'stranger', 'stranger', 'stranger'])
    expect(hasher.isFull()).toBe(false)
  })

  test('and there is a bound to them too', async () => {
    const hasher = createHasher({ concurrency: 1, maxQueue: 3, deadlineMs: 60_000 })
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => hasher.verify(null, 'x', someone)))
    expect(sorted(results).done).toBe(4)
  })
})

describe('a stored hash is made anew', () => {
  test('when it is of an older cost or another kind', async () => {
    const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
    expect(needsRehash(await argonHash('x', cost))).toBe(false)
    expect(needsRehash(await argonHash('x', { ...cost, timeCost: 3 }))).toBe(true)
    expect(needsRehash(await argonHash('x', { ...cost, memoryCost: 9728 }))).toBe(true)
    expect(needsRehash(await argonHash('x', { ...cost, algorithm: 1 }))).toBe(true)
    expect(needsRehash('$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy')).toBe(true)
    expect(needsRehash('')).toBe(true)
  })
})
