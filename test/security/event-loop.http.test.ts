import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Reply } from '../support/browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let person: Person
beforeAll(async () => {
  server = await startTestServer()
  person = await newPerson(server)
  // The first of each kind compiles code; what is measured is the rest.
  for (const [, send] of doors) await send(person.browser, 'x')
})
afterAll(() => server.stop())

/** What expressions and normalizations have been slow with, to be repeated to any length. */
const patterns: Record<string, string> = {
  letters: 'a',
  'letters in turn': 'aA1!',
  spaces: ' ',
  'spaces and letters': 'a ',
  'line breaks': '\r\n',
  'an address without end': 'a@a.',
  'at signs': '@',
  dots: '.',
  'dots and dashes': 'a.-_',
  digits: '0',
  'dates in a row': '1999-12-31',
  'marks on marks': '\u0315\u0300\u05ae\u0301',
  'one sign that becomes eighteen': '\ufdfa',
  'families of emoji': '👩‍👩‍👧‍👦',
  'right to left': '\u202e\u05d0',
  'halves of characters': '\ud83d',
  braces: '{{[[((',
  'percent signs': '%25',
  markup: '<a href="',
  backslashes: '\\',
}

const some = (names: readonly string[], value: string) => Object.fromEntries(names.map((name) => [name, value]))
const secrets = { password: 'Lantern-over-7-steps', acceptTerms: true }

const cut = (text: string, length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length)

type Door = (browser: Browser, pattern: string) => Promise<Reply>

const program =
  (method: string, path: string, bodyOf: (text: (length: number) => string) => Record<string, unknown>): Door =>
  (browser, pattern) =>
    browser.api(
      method,
      path,
      bodyOf((length) => cut(pattern, length)),
    )

/** A form with one field as long as the server takes it, 60 KB as it is sent, and the others as they are on the page. */
const form =
  (path: string, name: string, others: string): Door =>
  (browser, pattern) => {
    const sent = new URLSearchParams({ a: pattern.toWellFormed() }).toString().length - 2
    const field = pattern.toWellFormed().repeat(Math.floor(60_000 / sent))
    return browser.post(path, { ...some(others.split(' '), 'x'), [name]: field })
  }

const profile = 'firstName lastName displayName dateOfBirth location bio shown'
const registration = 'firstName lastName username email dateOfBirth password passwordAgain idempotencyKey'
const names = ['firstName', 'lastName', 'username']
const change = ['firstName', 'lastName', 'displayName', 'location']

const doors: [string, Door][] = [
  [
    'POST /api/accounts',
    program('POST', '/api/accounts', (text) => ({ ...some(names, text(240)), email: text(1_000), ...secrets })),
  ],
  [
    'POST /api/accounts, its password',
    program('POST', '/api/accounts', (text) => ({
      ...some([...names, 'email'], 'x'),
      ...secrets,
      password: text(4_000),
    })),
  ],
  [
    'PATCH /api/account',
    program('PATCH', '/api/account', (text) => ({
      ...some(change, text(1_000)),
      bio: text(5_000),
      username: text(200),
      timeZone: text(100),
    })),
  ],
  ['PUT /api/account/email', program('PUT', '/api/account/email', (text) => ({ email: text(1_000) }))],
  [
    'PUT /api/account/password',
    program('PUT', '/api/account/password', (text) => ({ currentPassword: person.password, newPassword: text(4_000) })),
  ],
  ['the bio of /account/profile', form('/account/profile', 'bio', profile)],
  ['a name of /account/profile', form('/account/profile', 'displayName', profile)],
  ['the marks of /account/profile', form('/account/profile', 'shown', profile)],
  ['the date of /account/profile', form('/account/profile', 'dateOfBirth', profile)],
  ['/account/email', form('/account/email', 'email', 'email')],
  ['/account/username', form('/account/username', 'username', 'username')],
  ['/account/language', form('/account/language', 'timeZone', 'language timeZone shown')],
  ['the username of /register', form('/register', 'username', registration)],
  ['the email of /register', form('/register', 'email', registration)],
  ['the password of /register', form('/register', 'password', registration)],
  ['the name of /login', form('/login', 'login', 'login password')],
  ['the password of /login', form('/login', 'password', 'login password')],
  ['the target of /login', form('/login', 'return_to', 'login password')],
  [
    'the new password',
    form('/account/security/password', 'newPassword', 'currentPassword newPassword newPasswordAgain'),
  ],
  [
    'the query of /login',
    (browser, text) => browser.get(`/login?return_to=${encodeURIComponent(cut(text, 800).toWellFormed())}`),
  ],
]

const headerPatterns = ['a', 'a ', '@', '.', '0-', '{{[[((', '\\', 'a=b; ', 'de;q=0.1,', '"a",', '%25']
const headers = [
  'user-agent',
  'accept-language',
  'accept',
  'accept-encoding',
  'if-none-match',
  'cookie',
  'x-forwarded-for',
  'authorization',
  'referer',
  'idempotency-key',
]

/** Milliseconds of processor time that this thread, which is the server's too, spent on a request; the least of three. */
async function costOf(send: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at < 3 && least > 25; at += 1) {
    const before = process.threadCpuUsage()
    await send()
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

describe('no input of allowed size blocks the event loop for 50 ms', () => {
  test.each(doors)('%s', async (_, send) => {
    for (const [name, pattern] of Object.entries(patterns)) {
      const cost = await costOf(async () => {
        const { status } = await send(person.browser, pattern)
        expect([200, 204, 303, 422], `${name}: ${status}`).toContain(status)
      })
      expect(cost, name).toBeLessThan(50)
    }
  })

  test.each(headers)('the header %s', async (header) => {
    for (const pattern of headerPatterns)
      for (const path of ['/login', `/api/users/${person.account.username}`]) {
        const browser = header === 'cookie' ? server.browser() : person.browser
        const send = async () => {
          const { status } = await browser.get(path, { headers: { [header]: cut(pattern, 12_000).trim() } })
          expect(status, `${pattern} ${path}`).toBeLessThan(500)
        }
        expect(await costOf(send), `${pattern} ${path}`).toBeLessThan(50)
      }
  })

  test('and the measure would tell: 60 ms of work', async () => {
    const work = async () => {
      const end = process.threadCpuUsage().user + 60_000
      while (process.threadCpuUsage().user < end);
    }
    expect(await costOf(work)).toBeGreaterThan(50)
  })
})
