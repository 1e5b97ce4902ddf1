import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishRevocation } from '../../src/platform/cache/revocations.ts'
import { anotherBrowser } from '../support/another-browser.ts'
import type { Browser } from '../support/browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { sameAt, startTwoNodes, type TwoNodes, untilClosed } from '../support/two-nodes.ts'

let nodes: TwoNodes
let here: TestServer
let there: TestServer
beforeAll(async () => {
  nodes = await startTwoNodes()
  here = nodes.here
  there = nodes.there
})
afterAll(() => nodes.stop())

// The cache lives for 5 s; what ends sooner was ended by a message.
const soon = 2_500

/** Somebody with two browsers, each of whose sessions both servers have in memory. */
async function known(): Promise<Person & { readonly copies: Browser[]; readonly second: Browser }> {
  const person = await newPerson(here)
  const { browser: second } = await anotherBrowser(here, person.account)
  const copies = [person.browser, second].map((browser) => sameAt(there, browser))
  for (const browser of [person.browser, second, ...copies])
    expect((await browser.get('/api/account')).status).toBe(200)
  return { ...person, copies, second }
}

/** Waits until the other server has heard what was published so far: notices arrive in the order of their commits. */
async function untilHeardThere(): Promise<void> {
  const { browser } = await newPerson(here)
  const copy = sameAt(there, browser)
  expect((await copy.get('/api/account')).status).toBe(200)
  await browser.api('DELETE', '/api/session')
  expect(await untilClosed(copy)).toBeLessThan(soon)
}

const changedBehind = (sql: string, id: string) => here.database.owner.query(sql, [id])

describe('a session', () => {
  test('made on one server works on the other, and is answered from memory there', async () => {
    const { copies, account } = await known()
    // Past the product there is no message: this shows that the copy in memory is what answers.
    await changedBehind('delete from sessions where account_id = $1', account.id)
    expect((await copies[0]?.get('/api/account'))?.status).toBe(200)
    const took = await untilClosed(copies[0] as Browser)
    expect(took).toBeLessThan(7_000)
  })

  test('is read anew where a recent proof of identity is needed', async () => {
    const { copies, account } = await known()
    await changedBehind('delete from sessions where account_id = $1', account.id)
    const change = await copies[0]?.api('PUT', '/api/account/email', { email: 'new@example.org' })
    expect(change?.status).toBe(401)
    expect((await copies[0]?.get('/api/account'))?.status).toBe(200)
  })

  test('ends in memory when its time is over, however young the copy is', async () => {
    const { copies, account } = await known()
    // Sooner than copies become too old: only what the copy says of itself can end it.
    await changedBehind(
      `update sessions set expires_at = now() + interval '4 seconds' where account_id = $1`,
      account.id,
    )
    await here.database.db.transaction((tx) => publishRevocation(tx, [account.id]))
    await untilHeardThere()
    expect((await copies[0]?.get('/api/account'))?.status).toBe(200)
    there.advance(4_000)
    expect((await copies[0]?.get('/api/account'))?.status).toBe(401)
  })

  test('has its use noted once a minute, from memory too', async () => {
    const { copies, account } = await known()
    const seen = async () =>
      (await changedBehind('select max(last_seen_at) as at from sessions where account_id = $1', account.id)).rows[0].at
    const before = await seen()
    there.advance(61_000)
    await copies[0]?.get('/api/account')
    expect((await seen()).getTime()).toBeGreaterThan(before.getTime())
  })
})

describe('sign-out, password change, reset, suspension, role change and factor change end sessions on every node', () => {
  test('sign-out', async () => {
    const { browser, copies } = await known()
    expect((await browser.post('/logout', {})).status).toBe(303)
    expect(await untilClosed(copies[0] as Browser)).toBeLessThan(soon)
    expect((await copies[1]?.get('/api/account'))?.status).toBe(200)
  })

  test('sign-out elsewhere, from the list', async () => {
    const { second, copies } = await known()
    expect((await second.api('DELETE', '/api/account/sessions')).json()).toEqual({ ended: 1 })
    expect(await untilClosed(copies[0] as Browser)).toBeLessThan(soon)
  })

  test('a change of the password, which gives this browser a new token and ends the former', async () => {
    const { browser, password, copies } = await known()
    const body = { currentPassword: password, newPassword: 'A-brand-new-lantern-9' }
    expect((await browser.api('PUT', '/api/account/password', body)).status).toBe(204)
    for (const copy of copies) expect(await untilClosed(copy)).toBeLessThan(soon)
    expect((await sameAt(there, browser).get('/api/account')).status).toBe(200)
  })

  test('leaving', async () => {
    const { browser, account, copies } = await known()
    const left = await browser.api('DELETE', '/api/account', { confirmUsername: account.username })
    expect(left.status).toBe(204)
    for (const copy of copies) expect(await untilClosed(copy)).toBeLessThan(soon)
  })

  test('suspension', async () => {
    const { account, copies } = await known()
    await changedBehind(`update accounts set status = 'suspended' where id = $1`, account.id)
    await here.database.db.transaction((tx) => publishRevocation(tx, [account.id]))
    for (const copy of copies) expect(await untilClosed(copy)).toBeLessThan(soon)
  })

  test('a change of what a session is read with, such as the language, counts everywhere at the next moment', async () => {
    const { browser, copies } = await known()
    const inGerman = async () => (await copies[0]?.get('/account'))?.text.includes('<html lang="de"')
    expect(await inGerman()).toBe(false)
    expect((await browser.api('PATCH', '/api/account', { language: 'de' })).status).toBe(200)
    await expect.poll(inGerman, { timeout: soon }).toBe(true)
  })

  test('what one server changes it has not in memory itself when it answers', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { browser } = await newPerson(here)
      const copy = sameAt(here, browser)
      expect((await copy.get('/api/account')).status).toBe(200)
      await browser.api('DELETE', '/api/session')
      expect((await copy.get('/api/account')).status).toBe(401)
    }
  })
})

test('a half-signed-in session opens nothing but the step that is due, also from the cache', async () => {
  const { account, password, browser, copies } = await known()
  await changedBehind('update accounts set must_change_password = true where id = $1', account.id)
  await here.database.db.transaction((tx) => publishRevocation(tx, [account.id]))
  for (const copy of [browser, ...copies]) expect(await untilClosed(copy)).toBeLessThan(soon)

  const half = here.browser()
  const begun = await half.api('POST', '/api/sessions', { login: account.username, password })
  expect(begun.status).toBe(200)
  const { flow } = begun.json<{ flow: string }>()
  for (const at of [half, sameAt(there, half)])
    for (let time = 0; time < 2; time += 1) {
      expect((await at.get('/api/session')).status).toBe(401)
      expect((await at.get('/api/account')).status).toBe(401)
      expect((await at.get('/account')).status).toBe(303)
    }
  const newPassword = 'A-brand-new-lantern-9'
  const done = await sameAt(there, half).api('PUT', `/api/sessions/flows/${flow}/new-password`, { newPassword })
  expect(done.status).toBe(201)
})

test('a revocation is heard by the other server by its message, in a fraction of the life of a copy', async () => {
  const times: number[] = []
  for (let round = 0; round < 20; round += 1) {
    const { browser } = await newPerson(here)
    const copy = sameAt(there, browser)
    expect((await copy.get('/api/account')).status).toBe(200)
    expect((await browser.api('DELETE', '/api/session')).status).toBe(204)
    times.push(await untilClosed(copy))
  }
  times.sort((one, other) => one - other)
  expect(times[10]).toBeLessThan(500)
  expect(times.at(-1)).toBeLessThan(soon)
})
