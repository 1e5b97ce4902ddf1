import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson, type Person } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { callRoute, pathOf, type Route, startWithRoutes } from './all-routes.ts'

let server: TestServer
let routes: readonly Route[]
beforeAll(async () => {
  const started = await startWithRoutes()
  server = started.server
  routes = started.routes.filter(({ method }) => method === 'GET')
})
afterAll(() => server.stop())

const marks = ['<b>mark', '"mark', "'mark", '&lt;mark', '</textarea><script>mark', '{{mark}}', '<!--mark', ']]>mark']

/** Somebody all of whose free texts are a hostile one; those that a field refuses stay as they were. */
async function newHostile(text: string): Promise<Person & { readonly taken: readonly string[] }> {
  const person = await newPerson(server)
  const taken: string[] = []
  for (const field of ['firstName', 'lastName', 'displayName', 'location', 'bio']) {
    const { status } = await person.browser.api('PATCH', '/api/account', { [field]: text })
    expect([200, 422]).toContain(status)
    if (status === 200) taken.push(field)
  }
  return { ...person, taken }
}

// Elements, comments and entities that the text would have made, had it been more than text.
const traces = /<b>mark|<script>mark|<!--mark|&lt;mark|=\s*'mark|"mark(?!&)|<[^>]*\s(mark|\{\{mark)/

describe('names, bios are text on every surface', () => {
  test.each(marks)('%s', async (text) => {
    const { account, browser, taken } = await newHostile(text)
    expect(taken).toContain('bio')
    let shown = 0
    for (const route of routes) {
      const reply = await callRoute(browser, route, { path: pathOf(route, { username: account.username }) })
      if (!reply.text.includes('mark')) continue
      shown += 1
      const type = reply.headers.get('content-type') ?? ''
      expect(type, route.url).toMatch(/^(text\/html; charset=utf-8|application\/json)/)
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
      if (type.startsWith('text/html')) {
        const written = reply.text.replaceAll('&amp;lt;mark', '')
        expect(written, route.url).not.toMatch(traces)
      } else expect(JSON.stringify(reply.json()), route.url).toContain(JSON.stringify(text).slice(1, -1))
    }
    expect(shown).toBeGreaterThan(5)
  })

  test('what cannot be a name, an address or a word about oneself comes back as text in the form that says so', async () => {
    for (const [path, name] of [
      ['/login', 'login'],
      ['/register', 'username'],
      ['/register', 'email'],
      ['/register', 'firstName'],
    ] as const)
      for (const text of marks) {
        const empty = { login: '', password: '' }
        const fields = {
          firstName: '',
          lastName: '',
          username: '',
          email: '',
          dateOfBirth: '',
          password: '',
          passwordAgain: '',
          idempotencyKey: '',
        }
        const reply = await server.browser().post(path, { ...(path === '/login' ? empty : fields), [name]: text })
        expect(reply.status, reply.text.slice(0, 300)).toBe(422)
        expect(reply.text).toContain('mark')
        expect(reply.text.replaceAll('&amp;lt;mark', ''), `${path} ${name}`).not.toMatch(traces)
      }
  })

  test('addresses and headers of a request are text on the pages that answer it', async () => {
    for (const text of marks) {
      const coded = encodeURIComponent(text)
      const headers = { 'accept-language': 'de', referer: `https://evil.example/${coded}` }
      for (const path of [
        `/${coded}`,
        `/users/${coded}`,
        `/login?return_to=/${coded}`,
        `/login?${coded}`,
        `/register?return_to=/${coded}`,
      ]) {
        const reply = await server.browser().get(path, { headers })
        expect(reply.text.replaceAll('&amp;lt;mark', ''), path).not.toMatch(traces)
      }
    }
  })
})
