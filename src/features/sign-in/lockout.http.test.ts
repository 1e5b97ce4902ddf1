import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { RATE_LIMITS: 'on', LOCKOUT_FAILURES: '3' } })
})
afterAll(() => server.stop())
beforeEach(() => server.database.owner.query('delete from rate_limits'))

let addresses = 0
// Each try comes from another address, so that only the counters by account and browser are met.
function move(browser: Browser): Browser {
  addresses += 1
  browser.ip = `203.0.${addresses >> 8}.${addresses & 255}`
  return browser
}

const tryIn = async (browser: Browser, login: string, password = 'Wrong-lantern-7') =>
  (await move(browser).api('POST', '/api/sessions', { login, password })).status

const lock = async (login: string) => {
  for (let at = 0; at < 3; at += 1) expect(await tryIn(server.browser(), login)).toBe(401)
  const { rows } = await server.database.owner.query(
    'select 1 from lockouts join accounts on id = subject where username = $1 and locked_until > $2',
    [login, server.now()],
  )
  expect(rows).toHaveLength(1)
}

/** Somebody who signed in at this browser once and has only the device cookie left. */
async function newOwner() {
  const { account, password } = await newPerson(server)
  const browser = server.browser()
  expect(await tryIn(browser, account.username, password)).toBe(201)
  await move(browser).post('/logout', {})
  return { account, password, browser, device: browser.cookies.get('porchlight-device') as string }
}

const withDevice = (value: string) => {
  const browser = server.browser()
  browser.cookies.set('porchlight-device', value)
  return browser
}

describe('lockout as a weapon', () => {
  test('a stranger cannot lock out an owner whose browser has signed in before (device cookie)', async () => {
    const { account, password, browser } = await newOwner()
    await lock(account.username)
    expect(await tryIn(browser, account.username, password)).toBe(201)
    await move(browser).post('/logout', {})
    const reply = await move(browser).post('/login', { login: account.email, password })
    expect(reply.status).toBe(303)
  })

  test('nor one who is signed in', async () => {
    const { account, password, browser } = await newPerson(server)
    await lock(account.username)
    expect((await move(browser).api('POST', '/api/session/confirmations', { password })).status).toBe(204)
    expect(await tryIn(browser, account.username, password)).toBe(201)
  })
})

describe('a forged, foreign or revoked device cookie counts as none; ten failures kill that cookie only', () => {
  test('forged ones, in each part, and those of others', async () => {
    const { account, password, device } = await newOwner()
    const foreign = await newOwner()
    await lock(account.username)
    const [version, id, mac] = device.split('.') as [string, string, string]
    const strangers = [
      foreign.device,
      `${version}.${foreign.device.split('.')[1]}.${mac}`,
      `${version}.${id}.${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`,
      `v2.${id}.${mac}`,
      `${version}.${id}.`,
      `${version}.${id.toUpperCase()}.${mac}`,
    ]
    for (const value of strangers) expect(await tryIn(withDevice(value), account.username, password)).toBe(401)
    expect(await tryIn(withDevice(device), account.username, password)).toBe(201)
  })

  test('revoked ones, and doubled ones', async () => {
    const { account, password, device } = await newOwner()
    await lock(account.username)
    const doubled = server.browser()
    const cookie = { cookie: `porchlight-device=${device}; porchlight-device=${device}` }
    const body = { login: account.username, password }
    expect((await move(doubled).api('POST', '/api/sessions', body, { headers: cookie })).status).toBe(401)
    await server.database.owner.query('delete from devices where account_id = $1', [account.id])
    expect(await tryIn(withDevice(device), account.username, password)).toBe(401)
  })

  test('ten failures end it for that account only', async () => {
    const { account, password, browser, device } = await newOwner()
    const second = await newPerson(server)
    expect(await tryIn(browser, second.account.username, second.password)).toBe(201)
    expect(browser.cookies.get('porchlight-device')).toBe(device)
    await move(browser).post('/logout', {})
    const elsewhere = server.browser()
    await tryIn(elsewhere, account.username, password)
    const statuses: number[] = []
    for (let at = 0; at < 10; at += 1) statuses.push(await tryIn(withDevice(device), account.username))
    expect(new Set(statuses)).toEqual(new Set([401]))
    const { rows } = await server.database.owner.query(
      `select count(*)::int as count from audit_events where action = 'device.distrusted' and subject_id = $1`,
      [account.id],
    )
    expect(rows[0].count).toBe(1)
    await lock(account.username)
    await lock(second.account.username)
    expect(await tryIn(withDevice(device), account.username, password)).toBe(401)
    expect(await tryIn(withDevice(device), second.account.username, second.password)).toBe(201)
    await move(elsewhere).post('/logout', {})
    expect(await tryIn(elsewhere, account.username, password)).toBe(201)
  })

  test('the right password starts the count at this browser anew', async () => {
    const { account, password, device } = await newOwner()
    for (let round = 0; round < 2; round += 1) {
      for (let at = 0; at < 9; at += 1) expect(await tryIn(withDevice(device), account.username)).toBe(401)
      expect(await tryIn(withDevice(device), account.username, password)).toBe(201)
    }
  })
})

describe('the password questions in settings and re-authentication share the sign-in counter', () => {
  test('tries at the door, in the settings and in between add up', async () => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    expect(await tryIn(browser, account.username, password)).toBe(201)
    const confirm = (given: string) => move(browser).api('POST', '/api/session/confirmations', { password: given })
    const change = { currentPassword: 'Wrong-lantern-7', newPassword: 'A-brand-new-lantern-9' }
    for (let at = 0; at < 4; at += 1) expect((await confirm('wrong')).status).toBe(422)
    for (let at = 0; at < 3; at += 1) expect(await tryIn(browser, account.username)).toBe(401)
    for (let at = 0; at < 3; at += 1)
      expect((await move(browser).api('PUT', '/api/account/password', change)).status).toBe(422)
    expect((await confirm(password)).status).toBe(429)
    const changed = await move(browser).api('PUT', '/api/account/password', { ...change, currentPassword: password })
    expect(changed.status).toBe(429)
    expect(await tryIn(browser, account.username, password)).toBe(429)
  })
})
