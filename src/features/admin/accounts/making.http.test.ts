import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { hours } from '../../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../../test/support/two-nodes.ts'

let nodes: TwoNodes
let admin: Person
beforeAll(async () => {
  nodes = await startTwoNodes()
  admin = await newPerson(nodes.here, { role: 'admin' })
})
afterAll(() => nodes.stop())

type Made = {
  account: { id: string; username: string; awaitsOpening: boolean }
  link: { url: string; expiresAt: string } | null
}

let count = 0
const somebody = (more: object = {}) => {
  const username = `new-person-${++count}`
  return { firstName: 'Mary', lastName: 'Lee', username, email: `${username}@example.org`, role: 'member', ...more }
}
const invite = (body: object, key?: string, by: Browser = admin.browser) =>
  by.api('POST', '/api/admin/accounts', body, key ? { headers: { 'idempotency-key': key } } : {})
const made = async (more: object = {}) => {
  const reply = await invite(somebody(more))
  expect(reply.status, reply.text).toBe(201)
  return reply.json<Made>()
}
const pathOf = (link: { url: string } | null) => {
  const { pathname, search } = new URL(link?.url ?? '')
  return pathname + search
}
const path = '/recover/new-password'
const fresh = 'A-brand-new-lantern-9'
const choice = { newPassword: fresh, newPasswordAgain: fresh, acceptTerms: 'on' }
const follow = async (at: string) => {
  const browser = nodes.here.browser()
  await browser.get(at)
  return browser
}
const open = async ({ link }: Made) => (await follow(pathOf(link))).post(path, choice)
const signIn = (login: string, browser = nodes.here.browser()) =>
  browser.api('POST', '/api/sessions', { login, password: fresh })
const query = async (text: string, values: unknown[] = []) => (await nodes.here.database.owner.query(text, values)).rows

describe('an account that an admin makes', () => {
  test('has no password; its person sets one by the link, accepts the terms, and comes in', async () => {
    const person = await made({ role: 'moderator' })
    const { id, username } = person.account
    expect(person.account.awaitsOpening).toBe(true)
    expect(await query('select 1 from passwords where account_id = $1', [id])).toEqual([])
    const browser = await follow(pathOf(person.link))
    const form = await browser.get(path)
    expect(form.text).toContain('Your account is waiting')
    expect(form.text).toContain(`<b>${username}</b>`)
    const { acceptTerms: _, ...without } = choice
    const refused = await browser.post(path, without)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Tick the box to accept the terms and the privacy policy.')
    expect((await browser.post(path, choice)).headers.get('location')).toBe('/login')
    expect((await browser.get('/login')).text).toContain('Your account is open.')
    const session = await signIn(username, browser)
    expect([session.status, session.json<{ account: { role: string } }>().account.role]).toEqual([201, 'moderator'])
    expect(await query('select 1 from consents where account_id = $1', [id])).toHaveLength(2)
    const { items } = (await browser.api('GET', '/api/account/events')).json<{ items: Record<string, unknown>[] }>()
    expect(items.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'sign-in.succeeded person',
      'terms.accepted person',
      'password.set-by-link nobody',
      'link.made other',
      'account.created other',
    ])
    expect(items.at(-1)).toMatchObject({ changes: [{ field: 'role', old: 'member', new: 'moderator' }] })
    const staff = items.filter(({ actor }) => actor === 'other')
    expect(staff.map(({ ip, browser: used }) => [ip, used])).toEqual([
      [null, null],
      [null, null],
    ])
  })

  test('opens nothing and shows nothing before that: same answer as for a wrong password and an unknown name', async () => {
    const { account } = await made()
    const answers = new Set<string>()
    for (const login of [account.username, `${account.username}@example.org`, 'nobody-of-that-name']) {
      const { status, text } = await signIn(login)
      answers.add(`${status} ${text.replaceAll(/"requestId":"[^"]*"/g, '')}`)
    }
    expect([...answers]).toHaveLength(1)
    expect((await nodes.here.browser().get(`/api/users/${account.username}`)).status).toBe(404)
  })

  test('is made once, 20 at once on two servers, and the link is shown once', async () => {
    const body = somebody()
    const tries = Array.from({ length: 20 }, (_, at) =>
      invite(body, 'one-key', sameAt(at % 2 === 0 ? nodes.here : nodes.there, admin.browser)),
    )
    const replies = (await Promise.all(tries)).map((reply) => ({ status: reply.status, ...reply.json<Made>() }))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(replies.map(({ account }) => account.id)).size).toBe(1)
    expect(replies.filter(({ link }) => link !== null)).toHaveLength(1)
    const other = await invite(somebody(), 'one-key')
    expect([other.status, other.json().code]).toEqual([422, 'idempotency-key-reused'])
  })

  test('counts as no admin until it is opened: the last admin who can come in cannot go', async () => {
    const { owner } = nodes.here.database
    const others = await query(`update accounts set role = 'member' where role = 'admin' and id <> $1 returning id`, [
      admin.account.id,
    ])
    const { account } = await made({ role: 'admin' })
    const leave = { confirmUsername: admin.account.username }
    const refused = await admin.browser.api('DELETE', '/api/account', leave)
    expect([refused.status, refused.json().code]).toEqual([409, 'last-admin'])
    const browser = nodes.here.browser()
    expect((await signIn(account.username, browser)).status).toBe(401)
    await owner.query(`update accounts set role = 'admin' where id = any($1)`, [others.map(({ id }) => id)])
  })

  test('is refused with every field that is wrong, also those that somebody has; nothing is made', async () => {
    const [before] = await query('select count(*) from accounts')
    const taken = { username: admin.account.username.toUpperCase(), email: admin.account.email }
    const refused = await invite({ ...somebody(taken), firstName: ' ', lastName: 'x\u202e' })
    expect(refused.status).toBe(422)
    expect(refused.json()).toMatchObject({
      errors: [
        { pointer: '/firstName', code: 'missing', message: 'This cannot be empty.' },
        { pointer: '/lastName', code: 'hidden' },
        { pointer: '/username', code: 'username-taken' },
        { pointer: '/email', code: 'email-taken', message: 'This address has an account already. Use another one.' },
      ],
    })
    expect((await invite({ ...somebody(), password: fresh })).status).toBe(400)
    expect((await invite({ ...somebody(), status: 'active' })).status).toBe(400)
    expect((await invite(somebody({ role: 'owner' }))).status).toBe(400)
    expect((await invite(somebody({ username: 'admin' }))).json()).toMatchObject({ errors: [{ code: 'reserved' }] })
    expect(await query('select count(*) from accounts')).toEqual([before])
  })
})

describe('the link', () => {
  const renew = (id: string, by = admin.browser) => by.api('POST', `/api/admin/accounts/${id}/opening-link`)

  test('works once, 20 at once', async () => {
    const person = await made()
    const browsers = await Promise.all(Array.from({ length: 20 }, () => follow(pathOf(person.link))))
    const replies = await Promise.all(
      browsers.map((browser, at) => sameAt(at % 2 === 0 ? nodes.here : nodes.there, browser).post(path, choice)),
    )
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410 || status === 503)).toHaveLength(19)
  })

  test('dies when another is made, when the address changes, at a suspension and after three days', async () => {
    const reason = 'A slip of the pen'
    const endings: ((id: string) => Promise<{ status: number }>)[] = [
      (id) => renew(id),
      (id) => admin.browser.api('PATCH', `/api/admin/accounts/${id}`, { email: `moved-${id}@example.org`, reason }),
      (id) => admin.browser.api('PUT', `/api/admin/accounts/${id}/suspension`, { reason, until: null }),
    ]
    for (const end of endings) {
      const person = await made()
      expect((await end(person.account.id)).status).toBeLessThan(205)
      expect((await (await follow(pathOf(person.link))).get(path)).status).toBe(410)
    }
    const late = await made()
    const ends = Date.parse(late.link?.expiresAt ?? '') - nodes.here.now().getTime()
    expect(ends).toBeGreaterThan(hours(71))
    expect(ends).toBeLessThanOrEqual(hours(72))
    await query('update one_time_links set expires_at = now() where account_id = $1', [late.account.id])
    expect((await (await follow(pathOf(late.link))).get(path)).status).toBe(410)
  })

  test('made 20 at once on two servers: one of them works', async () => {
    const person = await made()
    const tries = Array.from({ length: 20 }, (_, at) =>
      renew(person.account.id, sameAt(at % 2 === 0 ? nodes.here : nodes.there, admin.browser)),
    )
    const links = (await Promise.all(tries)).map((reply) => reply.json<{ url: string }>())
    const opened = []
    for (const link of links) opened.push((await (await follow(pathOf(link))).get(path)).status)
    expect(opened.filter((status) => status === 200)).toHaveLength(1)
    expect(opened.filter((status) => status === 410)).toHaveLength(19)
  })

  test('is not made for whoever has a password, for the suspended and for nobody', async () => {
    const person = await made()
    expect((await open(person)).status).toBe(303)
    const codeOf = async (id: string) => {
      const { status, json } = await renew(id)
      return [status, json().code]
    }
    expect(await codeOf(person.account.id)).toEqual([409, 'already-open'])
    expect(await codeOf(admin.account.id)).toEqual([409, 'already-open'])
    const { account } = await made()
    await admin.browser.api('PUT', `/api/admin/accounts/${account.id}/suspension`, { reason: 'A try', until: null })
    expect(await codeOf(account.id)).toEqual([409, 'account-not-open'])
    expect(await codeOf('999999')).toEqual([404, 'account-not-found'])
  })

  test('leaves no trace in logs, and no table or job holds a usable token', async () => {
    const person = await made()
    const token = new URL(person.link?.url ?? '').searchParams.get('token') ?? ''
    expect(token.length).toBeGreaterThan(40)
    expect(JSON.stringify([nodes.here.logLines, nodes.there.logLines])).not.toContain(token)
    const rows = await query('select l::text from one_time_links l where account_id = $1', [person.account.id])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token.slice(32))
    const file = await admin.browser.get(`/admin/accounts/${person.account.id}`)
    expect(file.text).not.toContain(token)
  })
})

test('moderators cannot make accounts or links, nor can an admin who is none any more or not recent', async () => {
  const person = await made()
  const renewal = `/api/admin/accounts/${person.account.id}/opening-link`
  const late = await newPerson(nodes.here, { role: 'admin' })
  await query(`update sessions set authenticated_at = now() - interval '16 minutes' where account_id = $1`, [
    late.account.id,
  ])
  const callers: [Browser, number][] = [
    [nodes.here.browser(), 401],
    [(await newPerson(nodes.here)).browser, 403],
    [(await newPerson(nodes.here, { role: 'moderator' })).browser, 403],
    [late.browser, 403],
  ]
  for (const [browser, status] of callers) {
    expect((await invite(somebody(), undefined, browser)).status).toBe(status)
    expect((await browser.api('POST', renewal)).status).toBe(status)
  }
  expect((await (await follow(pathOf(person.link))).get(path)).status).toBe(200)
})
