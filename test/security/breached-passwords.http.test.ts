import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadKeys } from '../../src/features/keys/index.ts'
import { createBreaches, createHasher } from '../../src/features/passwords/index.ts'
import { follow, path as linkPath, newLink, twice } from '../../src/features/recovery/fixtures/links.ts'
import { formOf, someone } from '../../src/features/sign-up/fixtures/person.ts'
import { createAdmin } from '../../src/features/sign-up/index.ts'
import { silentMeter } from '../../src/platform/observe/metrics/meter.ts'
import type { Reply } from '../support/browser.ts'
import { readExposition } from '../support/exposition.ts'
import { newPerson } from '../support/people.ts'
import { type RangeServer, startRangeServer } from '../support/range-server.ts'
import { startTestServer, type TestServer, testSecret } from '../support/server.ts'

const stolen = 'Stolen-Lantern-7'
const fresh = 'Quiet-Porch-at-9'
const said = 'This password was stolen at some other site'
const metricsToken = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

let service: RangeServer
let server: TestServer
beforeAll(async () => {
  service = await startRangeServer({ [stolen]: 12 })
  const env = { BREACHED_PASSWORDS: 'hibp', BREACHED_PASSWORDS_URL: service.url, METRICS_TOKEN: metricsToken }
  server = await startTestServer({ env })
})
beforeEach(() => {
  service.behave('well')
  service.asked.length = 0
})
afterAll(async () => {
  await server.stop()
  await service.stop()
})

const errorsOf = (reply: Reply) => reply.json<{ errors?: { pointer: string; code: string }[] }>().errors
const refusedAt = (pointer: string) => [expect.objectContaining({ pointer, code: 'password-breached' })]

async function countOf(result: string): Promise<number> {
  const headers = { authorization: `Bearer ${metricsToken}` }
  const { text } = await server.browser().get('/metrics', { headers })
  return readExposition(text).sum('porchlight_breached_password_checks_total', { result })
}

async function newDuePerson() {
  const person = await newPerson(server)
  const { id } = person.account
  await server.database.owner.query('update accounts set must_change_password = true where id = $1', [id])
  return person
}

describe('common, breached and own-name passwords are refused at sign-up, change, reset and CLI', () => {
  test('sign-up', async () => {
    const { browser } = { browser: server.browser() }
    const byApi = await browser.api('POST', '/api/accounts', { ...someone(), password: stolen, acceptTerms: true })
    expect([byApi.status, errorsOf(byApi)]).toEqual([422, refusedAt('/password')])
    const byPage = await browser.post('/register', formOf({ ...someone(), password: stolen }))
    expect([byPage.status, byPage.text]).toEqual([422, expect.stringContaining(said)])
    expect((await browser.post('/register', formOf(someone()))).status).toBe(303)
  })

  test('change', async () => {
    const { browser, password: currentPassword } = await newPerson(server)
    const byApi = await browser.api('PUT', '/api/account/password', { currentPassword, newPassword: stolen })
    expect([byApi.status, errorsOf(byApi)]).toEqual([422, refusedAt('/newPassword')])
    const byPage = await browser.post('/account/security/password', { currentPassword, ...twice(stolen) })
    expect([byPage.status, byPage.text]).toEqual([422, expect.stringContaining(said)])
    expect((await browser.api('PUT', '/api/account/password', { currentPassword, newPassword: fresh })).status).toBe(
      204,
    )
  })

  test('the step of sign-in that replaces a due one', async () => {
    const { account, password } = await newDuePerson()
    const browser = server.browser()
    const { flow } = (await browser.api('POST', '/api/sessions', { login: account.username, password })).json()
    const byApi = await browser.api('PUT', `/api/sessions/flows/${flow}/new-password`, { newPassword: stolen })
    expect([byApi.status, errorsOf(byApi)]).toEqual([422, refusedAt('/newPassword')])
    const byPage = await browser.post('/login/new-password', twice(stolen))
    expect([byPage.status, byPage.text]).toEqual([422, expect.stringContaining(said)])
    expect((await browser.post('/login/new-password', twice(fresh))).status).toBe(303)
  })

  test('reset by a link, which stays', async () => {
    const { token } = await newLink(server)
    const browser = await follow(server, token)
    const byPage = await browser.post(linkPath, twice(stolen))
    expect([byPage.status, byPage.text]).toEqual([422, expect.stringContaining(said)])
    const byApi = await browser.api('PUT', '/api/recovery', { token, newPassword: stolen })
    expect([byApi.status, errorsOf(byApi)]).toEqual([422, refusedAt('/newPassword')])
    expect((await browser.post(linkPath, twice(fresh))).status).toBe(303)
  })

  test('CLI', async () => {
    const { db } = server.database
    const keys = await loadKeys(db, [testSecret])
    const deps = { ...server, db, keys, hasher: createHasher(), breaches: createBreaches(server.config, silentMeter) }
    const scope = { caller: null, requestId: 'shell', ip: null, userAgent: null, now: new Date() } as const
    const made = createAdmin(deps, { ...scope, locale: 'en', timeZone: 'UTC' }, { ...someone(), password: stolen })
    await expect(made).rejects.toMatchObject({ issues: [{ field: 'password', code: 'password-breached' }] })
  })
})

describe('the service is asked', () => {
  test('never at sign-in, where a password stands that was stolen meanwhile', async () => {
    const { account } = await newPerson(server, { password: stolen })
    const reply = await server.browser().api('POST', '/api/sessions', { login: account.username, password: stolen })
    expect(reply.status).toBe(201)
    expect(service.asked).toEqual([])
  })

  test('only about what nothing else is wrong with', async () => {
    const { browser, password: currentPassword } = await newPerson(server)
    await browser.api('PUT', '/api/account/password', { currentPassword, newPassword: 'short' })
    await browser.api('PUT', '/api/account/password', { currentPassword, newPassword: 'Password1' })
    await browser.post('/account/security/password', { currentPassword, newPassword: fresh, newPasswordAgain: 'other' })
    await browser.api('POST', '/api/accounts', { ...someone(), username: '@', acceptTerms: true })
    expect(service.asked).toEqual([])
  })
})

describe('a service in trouble keeps nobody out', () => {
  test.each(['error', 'garbage', 'hang'] as const)('%s: the password passes, and it is counted', async (manner) => {
    const before = await countOf('unanswered')
    service.behave(manner)
    const { browser, password: currentPassword } = await newPerson(server)
    const reply = await browser.api('PUT', '/api/account/password', { currentPassword, newPassword: stolen })
    expect(reply.status).toBe(204)
    expect(await countOf('unanswered')).toBe(before + 1)
  })

  test('a hundred at once ask 32 times, and all get in', async () => {
    service.behave('hang')
    const breaches = createBreaches(server.config, silentMeter)
    const answers = await Promise.all(Array.from({ length: 100 }, () => breaches.isBreached(stolen)))
    expect(answers).toEqual(Array(100).fill(false))
    expect(service.asked).toHaveLength(32)
    service.behave('well')
    expect(await breaches.isBreached(stolen)).toBe(true)
  })

  test('finds and misses are counted apart', async () => {
    const before = { found: await countOf('found'), clean: await countOf('clean') }
    const { browser, password: currentPassword } = await newPerson(server)
    await browser.api('PUT', '/api/account/password', { currentPassword, newPassword: stolen })
    await browser.api('PUT', '/api/account/password', { currentPassword, newPassword: fresh })
    expect([await countOf('found'), await countOf('clean')]).toEqual([before.found + 1, before.clean + 1])
  })
})
