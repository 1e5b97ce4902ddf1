import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '../../../test/support/free-port.ts'
import { type RangeManner, type RangeServer, startRangeServer } from '../../../test/support/range-server.ts'
import { runCheck, sightOf } from '../../../test/support/sight.ts'
import { askRange } from './breach-range.ts'
import { checks } from './checks.ts'

const stolen = 'Stolen-Lantern-7'
const padding = 'Padding-Lantern-7'

let service: RangeServer
beforeAll(async () => {
  service = await startRangeServer({ [stolen]: 12, [padding]: 0, Password1: 3_000_000 })
})
beforeEach(() => {
  service.behave('well')
  service.asked.length = 0
})
afterAll(() => service.stop())

const ask = (password: string) => askRange(service.url, password)

describe('the list of breached passwords', () => {
  test('has a stolen password, however its letters are composed, and no other', async () => {
    expect(await ask(stolen)).toBe('found')
    expect(await ask('Ｓtolen-Lantern-7')).toBe('found')
    expect(await ask('Lantern-over-7-steps')).toBe('clean')
  })

  test('a row that pads the answer is no find', async () => {
    expect(await ask(padding)).toBe('clean')
  })

  test('is told five digits of the hash and to pad its answer, nothing else about anybody', async () => {
    await ask(stolen)
    const sha1 = createHash('sha1').update(stolen).digest('hex').toUpperCase()
    expect(service.asked.map(({ prefix }) => prefix)).toEqual([sha1.slice(0, 5)])
    const { headers } = service.asked[0] ?? expect.unreachable('it was not asked')
    expect(headers).toMatchObject({ 'add-padding': 'true', 'user-agent': 'Porchlight' })
    expect(JSON.stringify(headers)).not.toMatch(/stolen|cookie|referer/i)
  })

  test.each<RangeManner>(['error', 'garbage', 'empty', 'elsewhere'])('an answer that is none: %s', async (manner) => {
    service.behave(manner)
    expect(await ask(stolen)).toBe('unanswered')
    expect(service.asked).toHaveLength(1)
  })

  test.each<RangeManner>(['hang', 'endless'])(
    'a service that does nothing but %s is waited for a second',
    async (manner) => {
      service.behave(manner)
      const began = performance.now()
      expect(await ask(stolen)).toBe('unanswered')
      expect(performance.now() - began).toBeGreaterThan(900)
      expect(performance.now() - began).toBeLessThan(5_000)
    },
  )

  test('nobody listens', async () => {
    expect(await askRange(`http://127.0.0.1:${await freePort()}/range`, stolen)).toBe('unanswered')
  })
})

describe('what preflight says of it', () => {
  const look = (breachedPasswords: 'off' | 'hibp') =>
    runCheck(
      checks,
      'breach-list-answers',
      sightOf({ config: { passwordPolicy: 'composition', breachedPasswords, breachedPasswordsUrl: service.url } }),
    )

  test('passes where none is asked, without asking', async () => {
    expect(await look('off')).toMatchObject({ state: 'passed' })
    expect(service.asked).toEqual([])
  })

  test('passes where it has what every list has', async () => {
    expect(await look('hibp')).toMatchObject({ state: 'passed', evidence: expect.stringContaining('Password1: found') })
  })

  test('warns where it does not answer', async () => {
    service.behave('error')
    expect(await look('hibp')).toMatchObject({ state: 'warned', mend: expect.stringMatching(/./) })
  })

  test('fails where it lacks what every list has', async () => {
    const poor = await startRangeServer({})
    const config = { passwordPolicy: 'composition', breachedPasswords: 'hibp', breachedPasswordsUrl: poor.url } as const
    expect(await runCheck(checks, 'breach-list-answers', sightOf({ config }))).toMatchObject({ state: 'failed' })
    await poor.stop()
  })
})
