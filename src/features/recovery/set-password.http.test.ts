import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { hours } from '../../../test/support/clock.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer, testSecret } from '../../../test/support/server.ts'
import { loadKeys } from '../keys/index.ts'
import { offerLink } from '../links/index.ts'
import { offerSetPasswordLink, setPasswordPath } from './index.ts'

let server: TestServer
let other: TestServer
let key: Buffer
beforeAll(async () => {
  server = await startTestServer()
  other = await startTestServer({ database: server.database })
  key = (await loadKeys(server.database.db, [testSecret]))['one-time-link']
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})

const path = '/recover/new-password'
const fresh = 'A-brand-new-lantern-9'
const twice = (password: string) => ({ newPassword: password, newPasswordAgain: password })

function offer(accountId: string) {
  const now = server.now()
  const shell = {
    caller: null,
    requestId: 'a-test',
    ip: null,
    userAgent: null,
    locale: 'en',
    timeZone: 'UTC',
    now,
  } as const
  return server.database.db.transaction((tx) => offerSetPasswordLink(tx, shell, { accountId, key, now }))
}

/** A browser that followed the link to the clean page. */
async function follow(token: string, browser: Browser = server.browser()) {
  await browser.get(setPasswordPath(token))
  return browser
}

async function newLink() {
  const person = await newPerson(server)
  return { ...person, token: await offer(person.account.id) }
}

const signIn = async (login: string, password: string) =>
  (await server.browser().api('POST', '/api/sessions', { login, password })).status

describe('a link for a new password', () => {
  test('works once: sets the password, opens no session, ends the others', async () => {
    const { account, password, browser: former, token } = await newLink()
    const browser = await follow(token)
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
    const { token } = await newLink()
    const browsers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => follow(token, (at % 2 === 0 ? server : other).browser())),
    )
    const replies = await Promise.all(
      browsers.map((browser, at) => browser.post(path, twice(`Lantern-number-${at}-A`))),
    )
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410 || status === 503)).toHaveLength(19)
  })

  test('lets somebody in whose password was due', async () => {
    const { account, token } = await newLink()
    await server.database.owner.query('update accounts set must_change_password = true where id = $1', [account.id])
    await (await follow(token)).post(path, twice(fresh))
    expect(await signIn(account.username, fresh)).toBe(201)
  })

  test('passes the policy, and is not spent by a password that does not', async () => {
    const { token } = await newLink()
    const browser = await follow(token)
    const weak = await browser.post(path, twice('short'))
    expect(weak.status).toBe(422)
    expect(weak.text).toContain('Make it 8 characters or more.')
    expect(weak.text).toContain('Add a digit.')
    const differs = await browser.post(path, { newPassword: fresh, newPasswordAgain: 'Another-lantern-8' })
    expect(differs.text).toContain('The two do not match.')
    expect((await browser.post(path, twice(fresh))).status).toBe(303)
  })

  test('asking again gives the same link, so a stranger cannot void the owner’s', async () => {
    const { account, token } = await newLink()
    expect(await offer(account.id)).toBe(token)
  })

  test('mail scanners opening the link consume nothing', async () => {
    const { token } = await newLink()
    for (let at = 0; at < 3; at += 1) await (await follow(token)).get(path)
    await server.browser().send('HEAD', setPasswordPath(token))
    expect((await (await follow(token)).post(path, twice(fresh))).status).toBe(303)
  })

  test('tokens leave no trace in logs, Referer or history; the page after the click has a clean URL', async () => {
    const { token } = await newLink()
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

describe('expired, used, random and foreign tokens give the same page', () => {
  const essence = ({ status, text }: { status: number; text: string }) => `${status} ${text}`

  test('by looking and by sending', async () => {
    const used = await newLink()
    await (await follow(used.token)).post(path, twice(fresh))
    const changed = await newLink()
    await server.database.owner.query('update passwords set changed_at = $1 where account_id = $2', [
      new Date(),
      changed.account.id,
    ])
    const moved = await newLink()
    await server.database.owner.query(`update accounts set email = 'moved@example.org' where id = $1`, [
      moved.account.id,
    ])
    const suspended = await newLink()
    await server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [suspended.account.id])
    const erased = await newLink()
    await server.database.owner.query('delete from accounts where id = $1', [erased.account.id])
    const forOther = { purpose: 'first-admin', accountId: null, now: server.now(), life: 60 } as const
    const foreign = await server.database.db.transaction((tx) => offerLink(tx, key, forOther))
    const living = await newLink()
    const tokens = [
      used.token,
      changed.token,
      moved.token,
      suspended.token,
      erased.token,
      foreign,
      `${living.token.slice(0, -1)}${living.token.endsWith('A') ? 'B' : 'A'}`,
      'x',
      '',
      '\0; drop table',
      'x'.repeat(5_000),
    ]
    const answers = new Set<string>()
    for (const token of tokens) {
      const browser = await follow(encodeURIComponent(token))
      answers.add(essence(await browser.get(path)))
      const again = await follow(encodeURIComponent(token))
      answers.add(essence(await again.post(path, twice(fresh))))
    }
    answers.add(essence(await server.browser().get(path)))
    answers.add(essence(await server.browser().post(path, twice(fresh))))

    expect(answers.size).toBe(1)
    expect([...answers][0]).toMatch(/^410 .*This link does not work any more/s)
  })

  test('it dies with the password it replaces, and another can be made', async () => {
    const { account, password, browser, token } = await newLink()
    const change = { currentPassword: password, newPassword: fresh }
    expect((await browser.api('PUT', '/api/account/password', change)).status).toBe(204)
    expect((await (await follow(token)).get(path)).status).toBe(410)
    const next = await offer(account.id)
    expect(next).not.toBe(token)
    expect((await (await follow(next)).get(path)).status).toBe(200)
  })

  test('it dies with the address, and another can be made', async () => {
    const { account, token } = await newLink()
    await server.database.owner.query(`update accounts set email = 'elsewhere@example.org' where id = $1`, [account.id])
    const next = await offer(account.id)
    expect(next).not.toBe(token)
    expect((await (await follow(next)).post(path, twice(fresh))).status).toBe(303)
  })

  test('it lives for 24 hours', async () => {
    const { token } = await newLink()
    const late = await newLink()
    server.advance(hours(23.9))
    expect((await (await follow(token)).post(path, twice(fresh))).status).toBe(303)
    server.advance(hours(0.2))
    expect((await (await follow(late.token)).get(path)).status).toBe(410)
  })
})
