import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson, type Person } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { getExactly } from './raw-request.ts'

let server: TestServer
let person: Person
beforeAll(async () => {
  server = await startTestServer()
  person = await newPerson(server)
})
afterAll(() => server.stop())

// What stands for `/account` and for files, spelled as servers and proxies have been tricked before.
const tricks = [
  '//account',
  '/./account',
  '/x/../account',
  '/%2e%2e/account',
  '/%2e/account',
  '/..%2faccount',
  '/%2faccount',
  '/login/..%2f..%2faccount',
  '/login/../account',
  '/login/%2e%2e/account',
  '/\\account',
  '/login\\..\\account',
  '/account%00',
  '/account%00.css',
  '/%00account',
  '/account%2500',
  '/%2561ccount',
  '/account.',
  '/account..',
  '/account/.',
  '/account;x=1',
  '/account;.css',
  '/login;/../account',
  '/ACCOUNT',
  '/Account',
  '/account/',
  '/account%20',
  '/account%09',
  '/account.css',
  '/account.json',
  '/account%3f.css',
  '/account%23.css',
  '/assets/../account',
  '/assets/..%2faccount',
  '/assets/%2e%2e%2faccount',
  '/api/account/',
  '/api//account',
  '/api/%2e%2e/account',
  '/api/account;x',
  '/API/account',
  '/api/users/..%2faccount',
  '/api/users/%2e%2e%2faccount',
  '/api/users/../account',
]

describe('path tricks do not reach admin pages or files', () => {
  test('what belongs to an account stays closed to strangers, whatever the spelling', async () => {
    for (const path of tricks) {
      const { status, text } = await getExactly(server, path, { accept: 'text/html' })
      expect(status, path).toBeGreaterThanOrEqual(300)
      expect(status, path).toBeLessThan(500)
      expect(text, path).not.toContain(person.account.username)
    }
  })

  test('no spelling is kept by caches that shows somebody theirs (cache deception)', async () => {
    const cookie = `porchlight=${person.browser.cookies.get('porchlight')}`
    for (const path of tricks) {
      const { text } = await getExactly(server, path, { cookie })
      if (text.includes(person.account.email)) expect(text, path).toMatch(/^cache-control: no-store\r$/im)
      expect(text, path).not.toMatch(/^cache-control: public/im)
    }
  })

  test.each([
    '/assets/..%2f..%2f.env',
    '/assets/../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/main.js',
    '/assets/..%5c..%5cmain.js',
    '/assets/..\\..\\main.js',
    '/assets/....//....//main.js',
    '/assets/%252e%252e%252f%252e%252e%252fmain.js',
    '/assets/..%c0%af..%c0%afmain.js',
    '/assets/%00',
    '/assets/porchlight.css%00.map',
    '/assets//etc/passwd',
    '/assets/%2fetc%2fpasswd',
    '/assets/..;/..;/main.js',
    '/assets/',
    '/assets',
    '/assets/.',
    '/icon.svg/../main.js',
    '/icon.svg%00',
    'file:///etc/passwd',
    'http://evil.example/assets/manifest.json',
  ])('no file but those of pages: %s', async (path) => {
    const { status, text } = await getExactly(server, path, { accept: 'text/html' })
    expect([400, 404, 421], text.slice(0, 200)).toContain(status)
    expect(text).not.toMatch(/root:x|"dependencies"|createServer|SECRET_KEY/)
  })
})
