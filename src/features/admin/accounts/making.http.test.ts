import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../../test/support/two-nodes.ts'
import { choice, fresh, type Made, makingAt, path, pathOf, somebody } from './fixtures/making.ts'

let nodes: TwoNodes
let admin: Person
let at: ReturnType<typeof makingAt>
beforeAll(async () => {
  nodes = await startTwoNodes()
  admin = await newPerson(nodes.here, { role: 'admin' })
  at = makingAt(nodes, admin)
})
afterAll(() => nodes.stop())

describe('an account that an admin makes', () => {
  test('has no password; its person sets one by the link, accepts the terms, and comes in', async () => {
    const person = await at.made({ role: 'moderator' })
    const { id, username } = person.account
    expect(person.account.awaitsOpening).toBe(true)
    expect(await at.query('select 1 from passwords where account_id = $1', [id])).toEqual([])
    const browser = await at.follow(pathOf(person.link))
    const form = await browser.get(path)
    expect(form.text).toContain('Your account is waiting')
    expect(form.text).toContain(`<b>${username}</b>`)
    const { acceptTerms: _, ...without } = choice
    const refused = await browser.post(path, without)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Tick the box to accept the terms and the privacy policy.')
    expect((await browser.post(path, choice)).headers.get('location')).toBe('/login')
    expect((await browser.get('/login')).text).toContain('Your account is open.')
    const session = await at.signIn(username, browser)
    expect([session.status, session.json<{ account: { role: string } }>().account.role]).toEqual([201, 'moderator'])
    expect(await at.query('select 1 from consents where account_id = $1', [id])).toHaveLength(2)
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
    const { account } = await at.made()
    const answers = new Set<string>()
    for (const login of [account.username, `${account.username}@example.org`, 'nobody-of-that-name']) {
      const { status, text } = await at.signIn(login)
      answers.add(`${status} ${text.replaceAll(/"requestId":"[^"]*"/g, '')}`)
    }
    expect([...answers]).toHaveLength(1)
    expect((await nodes.here.browser().get(`/api/users/${account.username}`)).status).toBe(404)
  })

  test('is made once, 20 at once on two servers, and the link is shown once', async () => {
    const body = somebody()
    const tries = Array.from({ length: 20 }, (_, n) =>
      at.invite(body, 'one-key', sameAt(n % 2 === 0 ? nodes.here : nodes.there, admin.browser)),
    )
    const replies = (await Promise.all(tries)).map((reply) => ({ status: reply.status, ...reply.json<Made>() }))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(replies.map(({ account }) => account.id)).size).toBe(1)
    expect(replies.filter(({ link }) => link !== null)).toHaveLength(1)
    const other = await at.invite(somebody(), 'one-key')
    expect([other.status, other.json().code]).toEqual([422, 'idempotency-key-reused'])
  })

  test('counts as no admin until it is opened: the last admin who can come in cannot go', async () => {
    const { owner } = nodes.here.database
    const others = await at.query(
      `update accounts set role = 'member' where role = 'admin' and id <> $1 returning id`,
      [admin.account.id],
    )
    const { account } = await at.made({ role: 'admin' })
    const leave = { confirmUsername: admin.account.username }
    const refused = await admin.browser.api('DELETE', '/api/account', leave)
    expect([refused.status, refused.json().code]).toEqual([409, 'last-admin'])
    const browser = nodes.here.browser()
    expect((await at.signIn(account.username, browser)).status).toBe(401)
    await owner.query(`update accounts set role = 'admin' where id = any($1)`, [others.map(({ id }) => id)])
  })

  test('is refused with every field that is wrong, also those that somebody has; nothing is made', async () => {
    const [before] = await at.query('select count(*) from accounts')
    const taken = { username: admin.account.username.toUpperCase(), email: admin.account.email }
    const refused = await at.invite({ ...somebody(taken), firstName: ' ', lastName: 'x\u202e' })
    expect(refused.status).toBe(422)
    expect(refused.json()).toMatchObject({
      errors: [
        { pointer: '/firstName', code: 'missing', message: 'This cannot be empty.' },
        { pointer: '/lastName', code: 'hidden' },
        { pointer: '/username', code: 'username-taken' },
        { pointer: '/email', code: 'email-taken', message: 'This address has an account already. Use another one.' },
      ],
    })
    expect((await at.invite({ ...somebody(), password: fresh })).status).toBe(400)
    expect((await at.invite({ ...somebody(), status: 'active' })).status).toBe(400)
    expect((await at.invite(somebody({ role: 'owner' }))).status).toBe(400)
    expect((await at.invite(somebody({ username: 'admin' }))).json()).toMatchObject({ errors: [{ code: 'reserved' }] })
    expect(await at.query('select count(*) from accounts')).toEqual([before])
  })
})

test('moderators cannot make accounts or links, nor can an admin who is none any more or not recent', async () => {
  const person = await at.made()
  const renewal = `/api/admin/accounts/${person.account.id}/opening-link`
  const late = await newPerson(nodes.here, { role: 'admin' })
  await at.query(`update sessions set authenticated_at = now() - interval '16 minutes' where account_id = $1`, [
    late.account.id,
  ])
  const callers: [Browser, number][] = [
    [nodes.here.browser(), 401],
    [(await newPerson(nodes.here)).browser, 403],
    [(await newPerson(nodes.here, { role: 'moderator' })).browser, 403],
    [late.browser, 403],
  ]
  for (const [browser, status] of callers) {
    expect((await at.invite(somebody(), undefined, browser)).status).toBe(status)
    expect((await browser.api('POST', renewal)).status).toBe(status)
  }
  expect((await (await at.follow(pathOf(person.link))).get(path)).status).toBe(200)
})
