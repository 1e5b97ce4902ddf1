import { afterAll, beforeAll, expect, test } from 'vitest'
import { anotherBrowser } from '../../../test/support/another-browser.ts'
import { newPerson, type Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

const fresh = 'Quiet-Porch-at-9'

const change = ({ browser }: Pick<Person, 'browser'>, currentPassword: string, newPassword: string) =>
  browser.api('PUT', '/api/account/password', { currentPassword, newPassword })

let strict: TestServer
beforeAll(async () => {
  strict = await startTestServer({
    env: { RATE_LIMITS: 'on', LIMIT_PASSWORD_CHANGE: '40/hour', LIMIT_SIGN_IN_ADDRESS: '100/minute' },
  })
})
afterAll(() => strict.stop())

test('of 20 wrong passwords at once at most the limit is verified; the right one after the limit is refused', async () => {
  const person = await newPerson(strict)
  const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => change(person, `Wrong-Porch-${n}`, fresh)))
  expect(replies.filter(({ status }) => status === 422)).toHaveLength(10)
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(10)
  const right = await change(person, person.password, fresh)
  expect(right.status).toBe(429)
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
  const form = { currentPassword: person.password, newPassword: fresh, newPasswordAgain: fresh }
  const page = await person.browser.post('/account/security/password', form)
  expect(page.status).toBe(429)
  expect(page.headers.get('content-type')).toContain('text/html')
})

test('the password questions in settings and re-authentication share the sign-in counter', async () => {
  const { account, password } = await newPerson(strict)
  const { browser } = await anotherBrowser(strict, account)
  const ways = [
    (tried: string) => change({ browser }, tried, fresh),
    (tried: string) => browser.api('POST', '/api/session/confirmations', { password: tried }),
    (tried: string) => browser.api('POST', '/api/sessions', { login: account.username, password: tried }),
  ]
  const wrong = []
  for (let n = 0; n < 10; n++) wrong.push((await ways[n % 3]!(`Wrong-Porch-${n}`)).status)
  expect(wrong).not.toContain(429)
  for (const way of ways) expect((await way(password)).status).toBe(429)
})

test('the right password starts the count anew', async () => {
  const person = await newPerson(strict)
  for (let n = 0; n < 9; n++) await change(person, `Wrong-Porch-${n}`, fresh)
  expect((await change(person, person.password, fresh)).status).toBe(204)
  for (let n = 0; n < 10; n++) expect((await change(person, `Wrong-Porch-${n}`, fresh)).status).toBe(422)
  expect((await change(person, fresh, 'Other-Porch-12')).status).toBe(429)
})

test('password change 5 an hour per account, whatever the browser; a form with mistakes does not count', async () => {
  const own = await startTestServer({ env: { RATE_LIMITS: 'on' }, database: strict.database })
  try {
    const person = await newPerson(own)
    for (let n = 0; n < 6; n++) expect((await change(person, person.password, 'short')).status).toBe(422)
    const passwords = [person.password, ...Array.from({ length: 5 }, (_, n) => `Porch-Number-${n}`)]
    for (let n = 0; n < 5; n++) {
      const changed = await change(person, passwords[n]!, passwords[n + 1]!)
      expect(changed.status).toBe(204)
      expect(changed.headers.get('ratelimit')).toMatch(new RegExp(`^"password-change";r=${4 - n};t=\\d+$`))
    }
    const other = await anotherBrowser(own, person.account)
    const sixth = await change(other, passwords[5]!, fresh)
    expect(sixth.status).toBe(429)
    expect(sixth.headers.get('ratelimit-policy')).toBe('"password-change";q=5;w=3600')
  } finally {
    await own.stop()
  }
})
