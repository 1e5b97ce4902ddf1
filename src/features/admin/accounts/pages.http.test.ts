import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { minutes } from '../../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'

let server: TestServer
let admin: Person
beforeAll(async () => {
  server = await startTestServer()
  admin = await newPerson(server, { role: 'admin', username: 'warden', email: 'w@house.example', firstName: 'Wanda' })
})
afterAll(() => server.stop())

const reason = 'Links to casinos'
const pathOf = ({ account }: Person) => `/admin/accounts/${account.id}`
const rowOf = async ({ account }: Person) =>
  (await server.database.owner.query('select * from accounts where id = $1', [account.id])).rows[0]

describe('the list', () => {
  test('shows people as text, leads to each, and goes on where there are more than fifty', async () => {
    const who = await newPerson(server, { firstName: '<script>', lastName: '&"Lee"' })
    const page = await admin.browser.get('/admin/accounts?query=%3Cscript%3E')
    expect(page.text).toContain(`href="${pathOf(who)}">&lt;script> &amp;&quot;Lee&quot;</a>`)
    expect(page.text).toContain('value="&lt;script>"')
    expect(page.text).not.toContain('<script>')
    await server.database.owner.query(`insert into accounts (username, email, first_name, last_name, display_name, created_at, updated_at)
      select 'crowd' || n, 'crowd' || n || '@example.org', 'Crowd', n::text, 'Crowd ' || n, now(), now() from generate_series(1, 60) n`)
    const first = await admin.browser.get('/admin/accounts?query=crowd&status=active')
    expect(first.text.match(/href="\/admin\/accounts\/\d+"/g)).toHaveLength(50)
    const older = /href="(\/admin\/accounts\?[^"]*cursor=[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await admin.browser.get(older)
    expect(second.text.match(/href="\/admin\/accounts\/\d+"/g)).toHaveLength(10)
    const newer = /href="(\/admin\/accounts\?[^"]*cursor=[^"]*)"/.exec(second.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await admin.browser.get(newer)).text.match(/href="\/admin\/accounts\/\d+"/g)).toHaveLength(50)
    expect((await admin.browser.get('/admin/accounts?cursor=made-up')).status).toBe(400)
    expect((await admin.browser.get('/admin/accounts?query=nobody-is-called-so')).text).toContain('Nobody found')
  })

  test('is in the navigation of admins alone', async () => {
    const { browser } = await newPerson(server, { role: 'moderator' })
    expect((await browser.get('/account')).text).not.toContain('/admin')
    expect((await admin.browser.get('/account')).text).toContain('href="/admin"')
    expect((await browser.get('/admin/accounts')).status).toBe(403)
    expect((await server.browser().get('/admin/accounts')).headers.get('location')).toContain('/login')
  })

  test('speaks German', async () => {
    const who = await newPerson(server)
    admin.browser.language = 'de'
    await server.database.owner.query('update accounts set language = null')
    expect((await admin.browser.get('/admin/accounts')).text).toContain('Alle, die hier ein Konto haben.')
    expect((await admin.browser.get(`${pathOf(who)}/suspension`)).text).toContain('Ann Lee sperren?')
    admin.browser.language = 'en'
  })
})

describe('an account', () => {
  const post = (measure: string, who: Person, form: Record<string, string>, by: Browser = admin.browser) =>
    by.post(`${pathOf(who)}/${measure}`, form)

  test('is suspended with a reason, says so, and is opened again', async () => {
    const who = await newPerson(server)
    expect((await admin.browser.get(pathOf(who))).text).toContain(`${who.account.username} · ${who.account.email}`)
    const bare = await post('suspension', who, { days: '7', reason: ' ' })
    expect(bare.status).toBe(422)
    expect(bare.text).toContain('Write the reason. The person will read it.')
    const done = await post('suspension', who, { days: '7', reason })
    expect([done.status, done.headers.get('location')]).toEqual([303, pathOf(who)])
    const after = await admin.browser.get(pathOf(who))
    expect(after.text).toContain('The account is suspended, and signed out everywhere.')
    expect(after.text).toContain(reason)
    expect(after.text).toContain('Signed in nowhere.')
    expect((await who.browser.get('/account')).headers.get('location')).toContain('/login')
    expect((await post('reactivation', who, {})).status).toBe(303)
    expect((await rowOf(who)).status).toBe('active')
  })

  test('gets a role, a due password, and is signed out', async () => {
    const who = await newPerson(server)
    expect((await post('role', who, { role: 'moderator', reason })).status).toBe(303)
    expect((await post('password-due', who, { reason })).status).toBe(303)
    expect(await rowOf(who)).toMatchObject({ role: 'moderator', must_change_password: true })
    expect((await post('sign-out', who, {})).status).toBe(303)
    expect((await admin.browser.get(pathOf(who))).text).toContain('There was no session left to end.')
  })

  test('is deleted after the username was typed', async () => {
    const who = await newPerson(server)
    const wrong = await post('removal', who, { confirmUsername: 'somebody' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('That is not the username.')
    expect((await post('removal', who, { confirmUsername: who.account.username })).headers.get('location')).toBe(
      '/admin/accounts',
    )
    expect(await rowOf(who)).toBeUndefined()
    expect((await admin.browser.get(pathOf(who))).status).toBe(404)
  })

  test('of one’s own has no grave measures, and the server refuses them too', async () => {
    const own = await admin.browser.get(pathOf(admin))
    expect(own.text).not.toContain(`${pathOf(admin)}/suspension`)
    const refused = await post('suspension', admin, { days: '', reason })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('This is your own account. Ask another admin to do that.')
    expect((await post('role', admin, { role: 'member', reason })).status).toBe(409)
    expect((await post('removal', admin, { confirmUsername: 'warden' })).status).toBe(409)
  })

  test('unknown fields and choices, other sites, other people and a sign-in that is not recent change nothing', async () => {
    const who = await newPerson(server)
    const { browser } = await newPerson(server, { role: 'moderator' })
    const form = { days: '7', reason }
    expect((await post('suspension', who, { ...form, role: 'admin' })).status).toBe(400)
    expect((await post('suspension', who, { ...form, days: '8' })).status).toBe(400)
    expect((await post('role', who, { role: 'queen', reason })).status).toBe(400)
    expect((await post('suspension', who, form, browser)).status).toBe(403)
    const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await admin.browser.post(`${pathOf(who)}/suspension`, form, crossSite)).status).toBe(403)
    expect((await rowOf(who)).status).toBe('active')
    server.advance(minutes(16))
    const asked = await post('suspension', who, form)
    expect(asked.status).toBe(403)
    expect(asked.text).toContain('Confirm it is you')
    expect((await rowOf(who)).status).toBe('active')
    expect((await post('suspension', who, { ...form, confirmPassword: admin.password })).status).toBe(303)
    expect((await rowOf(who)).status).toBe('suspended')
  })
})
