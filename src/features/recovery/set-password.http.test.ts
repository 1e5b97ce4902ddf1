import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { follow, fresh, newLink, offer, path, twice } from './fixtures/links.ts'
import { setPasswordPath } from './index.ts'

let server: TestServer
let other: TestServer
beforeAll(async () => {
  server = await startTestServer()
  other = await startTestServer({ database: server.database })
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})

const signIn = async (login: string, password: string) =>
  (await server.browser().api('POST', '/api/sessions', { login, password })).status

describe('a link for a new password', () => {
  test('works once: sets the password, opens no session, ends the others', async () => {
    const { account, password, browser: former, token } = await newLink(server)
    const browser = await follow(server, token)
    const form = await browser.get(path)
    expect(form.status).toBe(200)
    expect(form.text).toContain(`for ${account.username} on Kev’s Robots`)
    const reply = await browser.post(path, twice(fresh))
    expect(reply.headers.get('location')).toBe('/login')
    expect([...browser.cookies.keys()]).toEqual(['porchlight-notice'])
    expect((await browser.get('/login')).text).toContain('Your new password is set.')
    expect((await former.get('/api/session')).status).toBe(401)
    expect([await signIn(account.username, password), await signIn(account.username, fresh)]).toEqual([401, 201])
    const { rows } = await server.database.owner.query(
      `select action, actor_kind from audit_events where subject_id = $1 and action in ('link.made', 'password.set-by-link') order by id`,
      [account.id],
    )
    expect(rows).toEqual([
      { action: 'link.made', actor_kind: 'shell' },
      { action: 'password.set-by-link', actor_kind: 'nobody' },
    ])
  })

  test('20 at once: one success', async () => {
    const { token } = await newLink(server)
    const browsers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => follow(at % 2 === 0 ? server : other, token)),
    )
    const replies = await Promise.all(
      browsers.map((browser, at) => browser.post(path, twice(`Lantern-number-${at}-A`))),
    )
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410 || status === 503)).toHaveLength(19)
  })

  test('lets somebody in whose password was due', async () => {
    const { account, token } = await newLink(server)
    await server.database.owner.query('update accounts set must_change_password = true where id = $1', [account.id])
    await (await follow(server, token)).post(path, twice(fresh))
    expect(await signIn(account.username, fresh)).toBe(201)
  })

  test('passes the policy, and is not spent by a password that does not', async () => {
    const { token } = await newLink(server)
    const browser = await follow(server, token)
    const weak = await browser.post(path, twice('short'))
    expect(weak.status).toBe(422)
    expect(weak.text).toContain('Make it 8 characters or more.')
    expect(weak.text).toContain('Add a digit.')
    const differs = await browser.post(path, { newPassword: fresh, newPasswordAgain: 'Another-lantern-8' })
    expect(differs.text).toContain('The two do not match.')
    expect((await browser.post(path, twice(fresh))).status).toBe(303)
  })

  test('another that is made by hand takes its place', async () => {
    const { account, token } = await newLink(server)
    const later = await offer(server, account.id)
    expect((await (await follow(server, token)).get(path)).status).toBe(410)
    expect((await (await follow(server, later)).get(path)).status).toBe(200)
  })

  test('mail scanners opening the link consume nothing', async () => {
    const { token } = await newLink(server)
    for (let at = 0; at < 3; at += 1) await (await follow(server, token)).get(path)
    await server.browser().send('HEAD', setPasswordPath(token))
    expect((await (await follow(server, token)).post(path, twice(fresh))).status).toBe(303)
  })

  test('tokens leave no trace in logs, Referer or history; the page after the click has a clean URL', async () => {
    const { token } = await newLink(server)
    const browser = server.browser()
    const swap = await browser.get(setPasswordPath(token))
    expect({ status: swap.status, to: swap.headers.get('location') }).toEqual({ status: 303, to: path })
    expect(swap.headers.get('referrer-policy')).toBe('no-referrer')
    expect(swap.headers.get('cache-control')).toBe('no-store')
    const form = await browser.get(path)
    expect(form.headers.get('referrer-policy')).toBe('same-origin')
    expect(form.text).not.toContain(token)
    expect(JSON.stringify(server.logLines)).not.toContain(token)
  })
})
