import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveApp } from '../../../test/support/apps.ts'
import type { Browser } from '../../../test/support/browser.ts'
import { days } from '../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

/** Before the rule came, and under it. */
let server: TestServer
let lenient: TestServer
beforeAll(async () => {
  server = await startTestServer()
  const env = { TWO_FACTOR_POLICY: 'everyone', TWO_FACTOR_GRACE_DAYS: '14' }
  lenient = await startTestServer({ database: server.database, env })
})
afterAll(async () => {
  await lenient.stop()
  await server.stop()
})

const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/session')).status === 200

/** A sign-in that waits for an app to be set up. */
async function midway({ account, password }: Person) {
  const browser = lenient.browser()
  const reply = await browser.api('POST', '/api/sessions', { login: account.username, password })
  expect(reply.json()).toMatchObject({ next: 'enrollment' })
  return { browser, path: `/api/sessions/flows/${reply.json().flow}/enrollment` }
}

describe('days of grace', () => {
  test('let the person go on, from the first sign-in at which it is asked, and no longer', async () => {
    const person = await newPerson(lenient)
    const first = await midway(person)
    const until = new Date(String((await first.browser.api('GET', first.path)).json().postponableUntil))
    expect(Math.round((until.getTime() - lenient.now().getTime()) / 86_400_000)).toBe(14)
    expect((await first.browser.api('POST', `${first.path}/postponement`)).status).toBe(201)
    lenient.advance(days(13))
    const second = await midway(person)
    expect((await second.browser.api('GET', second.path)).json().postponableUntil).toBe(until.toISOString())
    const page = await second.browser.get('/login/enroll')
    expect(page.text).toContain('You can put this off until')
    expect((await second.browser.post('/login/enroll/later', {})).headers.get('location')).toBe('/account')
    expect(await isSignedIn(second.browser)).toBe(true)
    expect((await second.browser.get('/account/security')).text).toContain('Set up a second factor by')
    lenient.advance(days(1.1))
    expect(await isSignedIn(second.browser)).toBe(false)
    const third = await midway(person)
    expect((await third.browser.api('POST', `${third.path}/postponement`)).status).toBe(403)
  })

  test('begin for whoever was signed in already when the rule came, at their next request', async () => {
    const person = await newPerson(server)
    const dueOf = async () =>
      (await server.database.owner.query('select two_factor_due_from from accounts where id = $1', [person.account.id]))
        .rows[0].two_factor_due_from
    expect([await isSignedIn(person.browser), await dueOf()]).toEqual([true, null])
    const under = lenient.browser()
    under.cookies.set('porchlight', person.browser.cookies.get('porchlight') ?? '')
    await server.database.owner.query(
      `update sessions set expires_at = now() + interval '1 year', idle_seconds = 90000000 where account_id = $1`,
      [person.account.id],
    )
    expect(await isSignedIn(under)).toBe(true)
    expect(await dueOf()).not.toBeNull()
    lenient.advance(days(14.1))
    expect(await isSignedIn(under)).toBe(false)
    await giveApp(lenient, person.account.id)
    expect(await isSignedIn(under)).toBe(true)
  })
})
