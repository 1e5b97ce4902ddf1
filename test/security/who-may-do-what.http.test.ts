import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Access } from '../../src/platform/http/app.ts'
import { anotherBrowser } from '../support/another-browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { callRoute, pathOf, type Route, startWithRoutes } from './all-routes.ts'
import { getExactly } from './raw-request.ts'

let server: TestServer
let routes: readonly Route[]
let people: Record<'member' | 'moderator' | 'admin', Person>
beforeAll(async () => {
  const started = await startWithRoutes()
  server = started.server
  routes = started.routes
  const make = (role: 'member' | 'moderator' | 'admin') => newPerson(server, { role })
  people = { member: await make('member'), moderator: await make('moderator'), admin: await make('admin') }
})
afterAll(() => server.stop())

const open = ['public', 'embed']
const admits: Record<Access, readonly string[]> = {
  public: ['stranger', 'member', 'moderator', 'admin'],
  embed: ['stranger', 'member', 'moderator', 'admin'],
  'signed-in': ['member', 'moderator', 'admin'],
  moderator: ['moderator', 'admin'],
  admin: ['admin'],
}

async function callAs(who: string, route: Route) {
  const person = people[who as 'member']
  const browser = person ? (await anotherBrowser(server, person.account)).browser : server.browser()
  return callRoute(browser, route, { path: pathOf(route, { username: people.member.account.username }) })
}

/** How a route must answer who is not let in; null for who is. */
function refusalOf(route: Route, who: string): string | null {
  const { access = 'admin', page } = route.rules
  if (admits[access].includes(who)) return null
  if (who !== 'stranger') return '403'
  return page ? '303 /login' : '401'
}

describe('the table route x role x status answers as documented, for every route, or the check fails', () => {
  test.each(['stranger', 'member', 'moderator', 'admin'])('%s', async (who) => {
    const faults: string[] = []
    for (const route of routes) {
      const { status, headers } = await callAs(who, route)
      const told = `${status} ${(headers.get('location') ?? '').split('?')[0]}`.trim()
      const wanted = refusalOf(route, who)
      // Some open routes answer 401 or 403 by themselves: signing in with nothing, a sign-in that nobody began.
      const refused = told === '401' || told === '403'
      const fine =
        wanted === null ? status < 500 && (!refused || open.includes(route.rules.access ?? '')) : told === wanted
      if (!fine) faults.push(`${route.method} ${route.url}: ${told}, not ${wanted ?? 'let in'}`)
    }
    expect(faults).toEqual([])
  })

  test('every route says what it takes in the place of the one who calls', () => {
    const kinds = new Set(routes.map(({ rules }) => rules.access))
    for (const kind of kinds) expect(Object.keys(admits)).toContain(kind)
  })
})

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
      expect(text, path).not.toContain(people.member.account.username)
    }
  })

  test('no spelling is kept by caches that shows somebody theirs (cache deception)', async () => {
    const cookie = `porchlight=${people.member.browser.cookies.get('porchlight')}`
    for (const path of tricks) {
      const { text } = await getExactly(server, path, { cookie })
      if (text.includes(people.member.account.email)) expect(text, path).toMatch(/^cache-control: no-store\r$/im)
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
