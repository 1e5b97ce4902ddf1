import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser } from '../support/browser.ts'
import { percentile, startFlood, timesOf } from '../support/flood.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'

let server: ServerProcess
let person: Browser
beforeAll(async () => {
  server = await startServerProcess({ ENVIRONMENT: 'test', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' })
  person = new Browser(server.origin)
  await person.api('POST', '/api/accounts', {
    ...{ firstName: 'Kit', lastName: 'Lee', username: 'kit', email: 'kit@example.org' },
    ...{ password: 'Lantern-over-7-steps', acceptTerms: true },
  })
})
afterAll(() => server.stop())

const own = { path: '/api/account', count: 100 }

describe('a flood of strangers: reading stays fast for those who are signed in', () => {
  test('200 connections that sign in, look at pages and pretend to be signed in', async () => {
    await timesOf(person, own)
    const quiet = await timesOf(person, own)
    const flood = startFlood(server.origin, 200)
    const stranger = new Browser(server.origin)
    let flooded: number[]
    let strangers: number[]
    // A stranger who waits shows that the flood was there meanwhile.
    do {
      flooded = await timesOf(person, own)
      strangers = await timesOf(stranger, { path: '/login', count: 5 })
    } while (percentile(strangers, 50) < 5 * percentile(quiet, 50))
    const probe = await stranger.get('/health/live')
    const answers = await flood.stop()

    expect(probe.status).toBe(200)
    // Of sign-ins as many as the machine cannot hash in time are refused, on a fast one none.
    const { 'sign-in 503': _, ...served } = answers
    expect(Object.keys(served).sort()).toEqual(['junk 401', 'page 200', 'sign-in 401'])
    // The one is known and passes, the other waits behind two hundred: on a machine as busy as it may be.
    expect(percentile(flooded, 50)).toBeLessThan(percentile(strangers, 50) / 2)
    expect(percentile(flooded, 90) / percentile(quiet, 90)).toBeLessThan(50)
    expect((await stranger.get('/login')).status).toBe(200)
  })
})
