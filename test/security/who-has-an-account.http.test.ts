import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson, type Person } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { callRoute, isRead, pathOf, type Route, startWithRoutes } from './all-routes.ts'

let server: TestServer
let routes: readonly Route[]
beforeAll(async () => {
  const started = await startWithRoutes()
  server = started.server
  routes = started.routes
})
afterAll(() => server.stop())

/** What an address could be found by: itself, and everything that is usually made of it. */
function tracesOf(email: string): string[] {
  const spellings = [email, email.toUpperCase(), email.trim().toLowerCase()]
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) =>
    spellings.flatMap((text) =>
      (['hex', 'base64', 'base64url'] as const).map((form) => createHash(name).update(text).digest(form)),
    ),
  )
  const codes = spellings.flatMap((text) => [
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('hex'),
    encodeURIComponent(text),
  ])
  return [...spellings, email.split('@')[0] as string, ...hashes, ...codes]
}

const birthday = { iso: '1984-03-27', parts: ['27.03.1984', '27. März', 'March 27', '1984'] }

async function newcomer(): Promise<Person & { readonly secrets: readonly string[] }> {
  const person = await newPerson(server, { email: `Secret.Mailbox.${Date.now()}@example.org`, firstName: 'Annabel' })
  person.browser.ip = '203.0.113.77'
  const change = { dateOfBirth: birthday.iso, displayName: 'annie', bio: 'Robots.', location: 'York' }
  expect((await person.browser.api('PATCH', '/api/account', change)).status).toBe(200)
  const { account } = person
  const secrets = [...tracesOf(account.email), birthday.iso, ...birthday.parts, '203.0.113.77', '127.0.0.1', 'Annabel']
  return { ...person, secrets }
}

test('public profiles never carry address, its hash, birth date, ip: on any route that strangers reach', async () => {
  const { account, secrets } = await newcomer()
  const { username } = account
  const open = routes.filter((route) => isRead(route) && route.rules.access === 'public')
  expect(open.length).toBeGreaterThan(20)
  let told = 0
  for (const language of ['en', 'de'])
    for (const route of open) {
      const browser = server.browser()
      browser.language = language
      const { status, headers, text } = await callRoute(browser, route, { path: pathOf(route, { username }) })
      const all = text + JSON.stringify([...headers])
      if (all.includes(username)) told += 1
      for (const secret of secrets.filter((one) => one !== '127.0.0.1'))
        expect(all, `${route.url} ${status}`).not.toContain(secret)
      // Our own address in these tests begins with it, and the document of the API names that.
      expect(all.replaceAll(server.origin, ''), route.url).not.toContain('127.0.0.1')
    }
  expect(told).toBeGreaterThanOrEqual(4)
})

test('public profiles never carry address, its hash, birth date, ip: whoever asks, and under a former name', async () => {
  const { account, browser, secrets } = await newcomer()
  const renamed = `${account.username}-2`
  expect((await browser.api('PATCH', '/api/account', { username: renamed })).status).toBe(200)
  const { browser: other } = await newPerson(server)
  const { browser: admin } = await newPerson(server, { role: 'admin' })
  for (const name of [account.username, renamed, renamed.toUpperCase()])
    for (const reader of [server.browser(), other, admin])
      for (const path of [`/users/${name}`, `/api/users/${name}`]) {
        const { text, headers, status } = await reader.get(path)
        expect(status, path).toBeLessThan(400)
        const all = text + JSON.stringify([...headers])
        for (const secret of secrets) expect(all, path).not.toContain(secret)
      }
})
