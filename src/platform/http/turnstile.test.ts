import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { CallerGone, ServerBusy } from '../errors/server-busy.ts'
import { type Arrival, createTurnstile } from './turnstile.ts'

type Wishes = { readonly browser?: string; readonly isGone?: () => boolean; readonly whenOver?: Arrival['whenOver'] }

const arrival = ({ browser, isGone = () => false, whenOver = () => {} }: Wishes = {}): Arrival => ({
  findBrowser: () => browser ?? null,
  isGone,
  whenOver,
})

const work = (milliseconds: number) => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

const quiet = { isCrowded: () => false }

/** A turnstile whose slice of this turn is used up. */
function usedUp(options: Partial<Parameters<typeof createTurnstile>[0]> = {}) {
  const turnstile = createTurnstile({ ...quiet, sliceMs: 1, ...options })
  expect(turnstile.enter(arrival())).toBeNull()
  work(2)
  return turnstile
}

describe('strangers do not slow those who are known', () => {
  test('everybody comes in at once while there is time for everybody', async () => {
    const turnstile = createTurnstile({ ...quiet, sliceMs: 10_000 })
    for (let at = 0; at < 1_000; at += 1) expect(turnstile.enter(arrival())).toBeNull()
    expect(turnstile.waiting()).toBe(0)
  })

  test('when strangers have used up their slice the others wait, and come in one in a turn, in order', async () => {
    const turnstile = usedUp()
    const order: number[] = []
    for (let at = 0; at < 5; at += 1) void turnstile.enter(arrival())?.then(() => order.push(at))
    expect(turnstile.waiting()).toBe(5)
    for (let turns = 1; turns <= 5; turns += 1) {
      await nextTurn()
      expect(order.length).toBeLessThanOrEqual(turns)
    }
    while (order.length < 5) await nextTurn()
    expect(order).toEqual([0, 1, 2, 3, 4])
    await nextTurn()
    expect(turnstile.enter(arrival())).toBeNull()
  })

  test('a known browser passes those who wait, with a few requests at once', async () => {
    const turnstile = usedUp({ perBrowser: 2 })
    const over: (() => void)[] = []
    const known = () => arrival({ browser: 'one', whenOver: (done) => over.push(done) })
    expect(turnstile.enter(arrival())).toBeInstanceOf(Promise)
    expect([turnstile.enter(known()), turnstile.enter(known())]).toEqual([null, null])
    expect(turnstile.enter(known())).toBeInstanceOf(Promise)
    expect(turnstile.enter(arrival({ browser: 'another' }))).toBeNull()
    over[0]?.()
    expect(turnstile.enter(known())).toBeNull()
  })

  test('who is known is not asked for while nobody waits', () => {
    const turnstile = createTurnstile(quiet)
    const findBrowser = () => {
      throw new Error('asked')
    }
    expect(turnstile.enter({ ...arrival(), findBrowser })).toBeNull()
  })
})

describe('a line has an end', () => {
  test('what finds it full is refused at once', async () => {
    const refused: string[] = []
    const turnstile = usedUp({ most: 3, onRefused: (why) => refused.push(why) })
    const waiting = [1, 2, 3].map(() => turnstile.enter(arrival()))
    expect(() => turnstile.enter(arrival())).toThrow(ServerBusy)
    expect([turnstile.waiting(), refused]).toEqual([3, ['line']])
    await Promise.all(waiting)
  })

  test('while the database has a line of its own nobody comes in, and who waited too long is refused', async () => {
    let isCrowded = true
    const refused: string[] = []
    const turnstile = createTurnstile({
      isCrowded: () => isCrowded,
      patienceMs: 50,
      onRefused: (why) => refused.push(why),
    })
    const first = turnstile.enter(arrival())
    expect(turnstile.enter(arrival({ browser: 'one' }))).toBeNull()
    await expect(first).rejects.toMatchObject({ status: 503, code: 'busy', retryAfterSeconds: 2 })
    const second = turnstile.enter(arrival())
    isCrowded = false
    await second
    expect([turnstile.waiting(), refused]).toEqual([0, ['wait']])
  })

  test('who has hung up takes nobody’s turn', async () => {
    let isCrowded = true
    const refused: string[] = []
    const turnstile = createTurnstile({ isCrowded: () => isCrowded, onRefused: (why) => refused.push(why) })
    let hasLeft = false
    const gone = turnstile.enter(arrival({ isGone: () => hasLeft }))
    const patient = turnstile.enter(arrival())
    hasLeft = true
    await expect(gone).rejects.toThrow(CallerGone)
    isCrowded = false
    await patient
    expect([turnstile.waiting(), refused]).toEqual([0, []])
  })
})
