import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Reply } from '../support/browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let person: Person
beforeAll(async () => {
  server = await startTestServer({ env: { RATE_LIMITS: 'on' } })
  person = await newPerson(server)
})
afterAll(() => server.stop())

const ways: [string, { down: string; up: string }][] = [
  [
    'gone',
    {
      down: 'alter table rate_limits rename to rate_limits_away',
      up: 'alter table rate_limits_away rename to rate_limits',
    },
  ],
  [
    'forbidden',
    {
      down: 'revoke all on rate_limits from porchlight',
      up: 'grant select, insert, update, delete on rate_limits to porchlight',
    },
  ],
  [
    'broken by a row that does not fit',
    {
      down: 'alter table rate_limits add constraint broken check (used < 0) not valid',
      up: 'alter table rate_limits drop constraint broken',
    },
  ],
]

const newPassword = 'A-brand-new-lantern-9'

function expectClosed({ status, headers }: Reply) {
  expect(status).toBe(503)
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  expect(headers.getSetCookie()).toEqual([])
}

describe.each(ways)(
  'the throttle store being down closes sign-in (503), it does not open it: %s',
  (_, { down, up }) => {
    beforeEach(() => server.database.owner.query(down))
    afterEach(() => server.database.owner.query(up))

    test('signing in, by page and by API, with the right password and with a wrong one', async () => {
      const { account, password } = person
      for (const given of [password, 'Wrong-lantern-7']) {
        const typed = { login: account.username, password: given }
        expectClosed(await server.browser().post('/login', typed))
        const reply = await server.browser().api('POST', '/api/sessions', typed)
        expectClosed(reply)
        expect(reply.json()).toMatchObject({ code: 'unavailable', status: 503 })
      }
    })

    test('signing up', async () => {
      const body = { firstName: 'Eve', lastName: 'Lee', username: 'eve', email: 'eve@example.org', acceptTerms: true }
      expectClosed(await server.browser().api('POST', '/api/accounts', { ...body, password: newPassword }))
      const { rows } = await server.database.owner.query(`select 1 from accounts where username = 'eve'`)
      expect(rows).toEqual([])
    })

    test('the password questions, for whoever sits at a browser that is signed in', async () => {
      const { browser, password } = person
      expectClosed(await browser.api('POST', '/api/session/confirmations', { password }))
      expectClosed(await browser.api('PUT', '/api/account/password', { currentPassword: password, newPassword }))
      const form = { currentPassword: password, newPassword, newPasswordAgain: newPassword }
      expectClosed(await browser.post('/account/security/password', form))
    })

    test('a person sees a page that says so, and reading goes on', async () => {
      const reply = await server.browser().post('/login', { login: 'x', password: 'y' })
      expect(reply.headers.get('content-type')).toContain('text/html')
      expect((await person.browser.get('/account')).status).toBe(200)
      expect((await server.browser().get(`/api/users/${person.account.username}`)).status).toBe(200)
    })
  },
)

test('the throttle store being down closes sign-in (503), and what it was is one line in the log, with its SQLSTATE', async () => {
  const failures = server.logLines.filter(({ msg, code }) => msg === 'failed' && code === 'unavailable')
  expect(new Set(failures.map(({ sqlState }) => sqlState))).toEqual(new Set(['42P01', '42501', '23514']))
  const answered = server.logLines.filter(({ msg, status }) => msg === 'request' && status === 503)
  expect(failures).toHaveLength(answered.length)
})

test('when the store is back, the same password opens the same account', async () => {
  const { account, password } = person
  expect((await server.browser().api('POST', '/api/sessions', { login: account.username, password })).status).toBe(201)
})
