import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { minutes } from '../../../test/support/clock.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../test/support/server.ts'

let server: TestServer
let other: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: withMail })
  other = await startTestServer({ database: server.database })
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})

const fresh = 'A-brand-new-lantern-9'

async function newDuePerson() {
  const person = await newPerson(server)
  await server.database.owner.query('update accounts set must_change_password = true where id = $1', [
    person.account.id,
  ])
  return person
}

async function newFlow() {
  const { account, password, browser: former } = await newDuePerson()
  const browser = server.browser()
  const reply = await browser.api('POST', '/api/sessions', { login: account.username, password, keepSignedIn: true })
  return { account, password, former, browser, reply, flow: String(reply.json().flow) }
}

const choose = (browser: Browser, flow: string, newPassword = fresh) =>
  browser.api('PUT', `/api/sessions/flows/${flow}/new-password`, { newPassword })

describe('a password that is due', () => {
  test('is replaced before there is a session: the page', async () => {
    const { account, password, browser: former } = await newDuePerson()
    const browser = server.browser()
    const signIn = { login: account.username, password, keepSignedIn: 'on', return_to: '/account/security' }
    const step = await browser.post('/login', signIn)
    expect(step.headers.get('location')).toBe('/login/new-password?return_to=%2Faccount%2Fsecurity')
    expect(browser.cookies.has('porchlight')).toBe(false)
    const form = await browser.get('/login/new-password?return_to=%2Faccount%2Fsecurity')
    expect(form.status).toBe(200)
    expect(form.text).toMatch(/passwordrules="minlength: 8;/)
    const typed = { newPassword: fresh, newPasswordAgain: fresh, return_to: '/account/security' }
    const done = await browser.post('/login/new-password', typed)
    expect(done.headers.get('location')).toBe('/account/security')
    expect([...browser.cookies.keys()].sort()).toEqual(['porchlight', 'porchlight-device'])
    expect((await browser.get('/api/session')).status).toBe(200)
    expect((await former.get('/api/session')).status).toBe(401)
  })

  test('is replaced before there is a session: the API', async () => {
    const { account, browser, reply, flow, password } = await newFlow()
    expect(reply.status).toBe(200)
    expect(reply.json()).toEqual({ next: 'new-password', flow })
    expect([...browser.cookies.keys()]).toEqual(['porchlight-flow'])
    const done = await choose(browser, flow)
    expect(done.status).toBe(201)
    expect(done.json()).toMatchObject({ account: { id: account.id } })
    const again = server.browser()
    expect((await again.api('POST', '/api/sessions', { login: account.username, password })).status).toBe(401)
    const signed = await again.api('POST', '/api/sessions', { login: account.username, password: fresh })
    expect(signed.status).toBe(201)
    const { rows } = await server.database.owner.query(
      `select action from audit_events where subject_id = $1 and action = 'password.changed'`,
      [account.id],
    )
    expect(rows).toHaveLength(1)
    const told = await server.database.owner.query('select kind from mails where account_id = $1 order by kind', [
      account.id,
    ])
    expect(told.rows).toEqual([{ kind: 'new-browser' }, { kind: 'password-changed' }])
  })

  test('that person can do nothing else until it is done', async () => {
    const { browser, former } = await newFlow()
    for (const one of [browser, former]) {
      expect((await one.get('/api/session')).status).toBe(401)
      expect((await one.get('/account')).headers.get('location')).toContain('/login')
      expect((await one.api('POST', '/api/session/confirmations', { password: 'x' })).status).toBe(401)
    }
  })

  test('passes the policy, with all broken rules at once, and differs from the old one', async () => {
    const { browser, flow, password } = await newFlow()
    const weak = await choose(browser, flow, 'short')
    expect(weak.status).toBe(422)
    const codes = weak.json<{ errors: { code: string }[] }>().errors.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['password-length', 'password-upper', 'password-digit']))
    expect((await choose(browser, flow, password)).json()).toMatchObject({ errors: [{ code: 'password-unchanged' }] })
    const typed = { newPassword: fresh, newPasswordAgain: 'Another-lantern-8' }
    const differs = await browser.post('/login/new-password', typed)
    expect(differs.status).toBe(422)
    expect(differs.text).toContain('The two do not match.')
    expect(differs.text).not.toContain(fresh)
    expect((await choose(browser, flow)).status).toBe(201)
  })
})

describe('steps of a flow cannot be skipped, swapped or mixed between two flows', () => {
  const isRefused = async (reply: Awaited<ReturnType<typeof choose>>) => {
    expect(reply.status).toBe(409)
    expect(reply.json()).toMatchObject({ code: 'sign-in-over' })
  }

  test('skipped: without a flow, or with a session in its place', async () => {
    const { flow } = await newFlow()
    await isRefused(await choose(server.browser(), flow))
    const { browser } = await newPerson(server)
    browser.cookies.set('porchlight-flow', browser.cookies.get('porchlight') as string)
    await isRefused(await choose(browser, flow))
  })

  test('another browser’s flow, or mixed: the cookie of one with the name of another', async () => {
    const one = await newFlow()
    const two = await newFlow()
    await isRefused(await choose(one.browser, two.flow))
    await isRefused(await choose(two.browser, one.flow))
    await isRefused(await choose(two.browser, 'x'))
  })

  test('replayed: the token of a step that is done', async () => {
    const { browser, flow } = await newFlow()
    const token = browser.cookies.get('porchlight-flow') as string
    expect((await choose(browser, flow)).status).toBe(201)
    browser.cookies.set('porchlight-flow', token)
    await isRefused(await choose(browser, flow, 'Yet-another-lantern-3'))
  })

  test('20 at once on two servers: one gets the session', async () => {
    const { browser, flow } = await newFlow()
    const token = browser.cookies.get('porchlight-flow') as string
    const tries = Array.from({ length: 20 }, (_, at) => {
      const one = (at % 2 === 0 ? server : other).browser()
      one.cookies.set('porchlight-flow', token)
      return choose(one, flow, `Lantern-number-${at}-A`)
    })
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409 || status === 503)).toHaveLength(19)
  })

  test('the page: sent back to the door, which says why', async () => {
    const { browser } = await newFlow()
    browser.cookies.set('porchlight-flow', 'x'.repeat(43))
    const reply = await browser.post('/login/new-password', { newPassword: fresh, newPasswordAgain: fresh })
    expect(reply.headers.get('location')).toBe('/login')
    expect((await browser.get('/login')).text).toContain('That took too long, or it was finished elsewhere.')
    expect((await server.browser().get('/login/new-password')).headers.get('location')).toBe('/login')
  })

  test('a password that changed meanwhile ends the flow', async () => {
    const { browser, flow, account } = await newFlow()
    await server.database.owner.query(`update passwords set changed_at = now() where account_id = $1`, [account.id])
    await isRefused(await choose(browser, flow))
  })

  test('an account that was suspended meanwhile gets no session', async () => {
    const { browser, flow, account } = await newFlow()
    await server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [account.id])
    expect((await choose(browser, flow)).status).toBe(403)
    expect(browser.cookies.has('porchlight')).toBe(false)
  })

  test('expired: ten minutes a step', async () => {
    const { browser, flow } = await newFlow()
    const late = await newFlow()
    server.advance(minutes(9))
    expect((await choose(browser, flow)).status).toBe(201)
    server.advance(minutes(1.1))
    await isRefused(await choose(late.browser, late.flow))
  })
})
