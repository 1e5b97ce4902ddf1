import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { minutes } from '../../../test/support/clock.ts'
import { fillForm } from '../../../test/support/form.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

type Event = { action: string; changes: { field: string; old: string | null; new: string | null }[] }

const eventsOf = async (browser: Browser) =>
  (await browser.api('GET', '/api/account/events')).json<{ items: Event[] }>().items

const open = async (browser: Browser) => (await browser.get('/account')).text

const save = async (browser: Browser, form: string, changes: Record<string, string>, html?: string) =>
  browser.post(`/account/${form}`, fillForm(html ?? (await open(browser)), `/account/${form}`, changes))

describe('the profile', () => {
  it('is saved by the page, which says so once', async () => {
    const { browser } = await newPerson(server)
    const reply = await save(browser, 'profile', { location: 'York', bio: 'One\r\n\r\ntwo' })
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account'])
    expect(await open(browser)).toContain('<b>Profile saved.</b>')
    expect(await open(browser)).not.toContain('Profile saved.')
    const account = (await browser.api('GET', '/api/account')).json()
    expect(account).toMatchObject({ location: 'York', bio: 'One\n\ntwo', firstName: 'Ann', dateOfBirth: null })
  })

  it('is saved by the API, and the audit log has each field old and new', async () => {
    const { browser } = await newPerson(server)
    await browser.api('PATCH', '/api/account', { location: 'Leeds' })
    const reply = await browser.api('PATCH', '/api/account', { location: 'York', dateOfBirth: '1984-03-27' })
    expect(reply.status).toBe(200)
    expect(reply.json()).toMatchObject({ location: 'York', dateOfBirth: '1984-03-27' })
    const [latest] = await eventsOf(browser)
    expect(latest).toMatchObject({ action: 'account.updated' })
    expect(latest?.changes).toEqual([
      { field: 'dateOfBirth', old: null, new: '1984-03-27' },
      { field: 'location', old: 'Leeds', new: 'York' },
    ])
  })

  it('that was not changed is no event, and the page says so kindly', async () => {
    const { browser } = await newPerson(server)
    await browser.api('PATCH', '/api/account', { bio: 'One\ntwo', timeZone: 'Europe/Berlin' })
    const before = (await eventsOf(browser)).length
    for (const form of ['profile', 'language', 'username', 'email', 'visibility']) {
      expect((await save(browser, form, {})).status, form).toBe(303)
      expect(await open(browser), form).toContain('Nothing was different')
    }
    expect((await browser.api('PATCH', '/api/account', {})).status).toBe(200)
    expect(await eventsOf(browser)).toHaveLength(before)
  })

  it('comes back with every error in its section and with what was typed', async () => {
    const { browser } = await newPerson(server)
    const typed = { firstName: '', location: 'x'.repeat(101), bio: '<b>“mine”</b>', dateOfBirth: '2015-02-30' }
    const reply = await save(browser, 'profile', typed)
    expect(reply.status).toBe(422)
    expect(reply.text).toContain('<title>Error: Profile')
    const [section = ''] = /<form[^>]*action="\/account\/profile".*?<\/form>/s.exec(reply.text) ?? []
    expect(section).toContain('Three things to put right')
    expect(section).toContain('Write your first name.')
    expect(section).toContain('&lt;b>“mine”&lt;/b>')
    expect(reply.text.match(/role="alert"/g)).toHaveLength(1)
    const again = await browser.post('/account/profile', {
      ...fillForm(reply.text, '/account/profile'),
      firstName: 'Bea',
      location: 'York',
      dateOfBirth: '',
    })
    expect(again.status).toBe(303)
    expect((await browser.api('GET', '/api/account')).json()).toMatchObject({ firstName: 'Bea', location: 'York' })
  })

  it('shows all errors of the API at once, each with its field', async () => {
    const { browser } = await newPerson(server)
    const body = { firstName: ' ', timeZone: 'Moon/Base', language: 'tlh', username: 'a', bio: 'x'.repeat(501) }
    const reply = await browser.api('PATCH', '/api/account', body)
    expect(reply.status).toBe(422)
    const { errors } = reply.json<{ errors: { pointer: string }[] }>()
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(
      ['/firstName', '/username', '/bio', '/language', '/timeZone'].sort(),
    )
    expect((await browser.api('GET', '/api/account')).json()).toMatchObject({ firstName: 'Ann', bio: null })
  })

  it('loses nothing in two tabs: an old page changes only what was touched in it', async () => {
    const { browser } = await newPerson(server)
    const old = await open(browser)
    await save(browser, 'profile', { location: 'York', firstName: 'Bea' })
    await save(browser, 'profile', { bio: 'Robots.', firstName: 'Cleo' }, old)
    const account = (await browser.api('GET', '/api/account')).json()
    expect(account).toMatchObject({ location: 'York', bio: 'Robots.', firstName: 'Cleo', lastName: 'Lee' })
    const [latest] = await eventsOf(browser)
    expect(latest?.changes.find(({ field }) => field === 'firstName')).toEqual({
      field: 'firstName',
      old: 'Bea',
      new: 'Cleo',
    })
  })

  it('changed 20 at once has an unbroken chain of old and new values', async () => {
    const { browser } = await newPerson(server)
    const names = Array.from({ length: 20 }, (_, index) => `Town ${index}`)
    await Promise.all(names.map((location) => browser.api('PATCH', '/api/account', { location })))
    const changes = (await eventsOf(browser)).flatMap((event) => event.changes).filter(({ old }) => old !== null)
    expect(changes).toHaveLength(19)
    expect(new Set(changes.map(({ old }) => old)).size).toBe(19)
  })
})

describe('the display name', () => {
  it('follows first and last name until one is chosen, and again when it is emptied', async () => {
    const { browser } = await newPerson(server)
    const displayName = async () => (await browser.api('GET', '/api/account')).json().displayName
    await save(browser, 'profile', { lastName: 'Moss' })
    expect(await displayName()).toBe('Ann Moss')
    await save(browser, 'profile', { displayName: 'annie' })
    await save(browser, 'profile', { firstName: 'Anna' })
    expect(await displayName()).toBe('annie')
    await browser.api('PATCH', '/api/account', { displayName: null })
    expect(await displayName()).toBe('Anna Moss')
  })
})

describe('language and time', () => {
  it('speak to the person from the next page on', async () => {
    const { browser } = await newPerson(server)
    await save(browser, 'language', { language: 'de', timeZone: 'Europe/Berlin' })
    const page = await open(browser)
    expect(page).toContain('<html lang="de">')
    expect(page).toContain('<b>Sprache und Zeit gespeichert.</b>')
    expect(page).toContain('<option value="Europe/Berlin" selected>')
  })

  it('leave the account page under 60 KB', async () => {
    const { browser } = await newPerson(server)
    await browser.api('PATCH', '/api/account', { bio: 'ä'.repeat(500), language: 'de' })
    expect(Buffer.byteLength(await open(browser))).toBeLessThan(45_000)
  })
})

describe('the email', () => {
  it('changes at once and is in the audit log, old and new', async () => {
    const { browser, account } = await newPerson(server)
    const email = `New-${account.username}@Example.org`
    expect((await save(browser, 'email', { email })).status).toBe(303)
    expect((await browser.api('GET', '/api/account')).json().email).toBe(`New-${account.username}@example.org`)
    const [latest] = await eventsOf(browser)
    expect(latest).toMatchObject({
      action: 'account.email-changed',
      changes: [{ field: 'email', old: account.email, new: `New-${account.username}@example.org` }],
    })
    expect((await browser.api('PUT', '/api/account/email', { email: account.email })).status).toBe(204)
  })

  it('of somebody else is refused in any spelling, beside the field', async () => {
    const other = await newPerson(server)
    const { browser, account } = await newPerson(server)
    const email = other.account.email.toUpperCase()
    const page = await save(browser, 'email', { email })
    expect(page.status).toBe(422)
    expect(page.text).toContain('This address has an account already. Use another one.')
    const reply = await browser.api('PUT', '/api/account/email', { email })
    expect(reply.json()).toMatchObject({ status: 422, errors: [{ pointer: '/email', code: 'email-taken' }] })
    expect((await browser.api('GET', '/api/account')).json().email).toBe(account.email)
  })

  it('wanted by 20 at once goes to one of them', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => newPerson(server)))
    const body = { email: 'wanted@example.org' }
    const replies = await Promise.all(people.map(({ browser }) => browser.api('PUT', '/api/account/email', body)))
    expect(replies.map(({ status }) => status).sort()).toEqual([204, ...Array(19).fill(422)])
  })

  it('is changed only after recent authentication, and goes on without retyping', async () => {
    const other = await startTestServer({ database: server.database })
    const { browser, password } = await newPerson(other)
    other.advance(minutes(16))
    const email = 'much-later@example.org'
    const refused = await browser.api('PUT', '/api/account/email', { email })
    expect(refused.status).toBe(403)
    const asked = await save(browser, 'email', { email })
    expect(asked.text).toContain(`value="${email}"`)
    expect((await browser.api('GET', '/api/account')).json().email).not.toBe(email)
    const done = await browser.post('/account/email', { email, confirmPassword: password })
    expect(done.status).toBe(303)
    expect((await browser.api('GET', '/api/account')).json().email).toBe(email)
    await other.stop()
  })
})

describe('what must not get in', () => {
  it('unknown and privileged fields in any body are refused, nothing changes', async () => {
    const { browser, account } = await newPerson(server)
    const surplus = {
      role: 'admin',
      status: 'active',
      id: '1',
      email: 'x@example.org',
      emailVerifiedAt: null,
      extra: 1,
    }
    for (const [field, value] of Object.entries(surplus)) {
      const reply = await browser.api('PATCH', '/api/account', { location: 'York', [field]: value })
      expect(reply.status, field).toBe(400)
      const form = await save(browser, 'profile', { location: 'York', [field]: String(value) })
      expect(form.status, field).toBe(400)
    }
    const wrong = [{ firstName: 7 }, { firstName: null }, { visibility: 'friends' }, { bio: ['x'] }, []]
    for (const body of wrong) expect((await browser.api('PATCH', '/api/account', body)).status).toBe(400)
    const visibility = await save(browser, 'visibility', { visibility: 'friends' })
    expect(visibility.status).toBe(422)
    expect((await browser.api('GET', '/api/account')).json()).toMatchObject({
      id: account.id,
      role: 'member',
      email: account.email,
      location: null,
      visibility: 'public',
    })
  })

  it('names and bios are text on the account page', async () => {
    const { browser } = await newPerson(server)
    const script = '<script>alert(1)</script>'
    await browser.api('PATCH', '/api/account', {
      firstName: script,
      displayName: `"><img src=x>`,
      bio: `</textarea>${script}`,
      location: `' onfocus=x "`,
    })
    const page = await open(browser)
    expect(page).not.toMatch(/<script>alert|<img src=x|<\/textarea>&lt;|" onfocus=x/)
    expect(page).toContain('&lt;/textarea>&lt;script>')
    const stored = (await browser.api('GET', '/api/account')).json()
    expect(fillForm(page, '/account/profile')).toMatchObject({ firstName: stored.firstName, location: stored.location })
  })

  it('NUL, surrogates and bidi are refused, never 500', async () => {
    const { browser } = await newPerson(server)
    for (const bad of ['a\u0000b', 'a\ud800b', 'a\u202eb']) {
      const reply = await browser.api('PATCH', '/api/account', { location: bad, username: bad, bio: bad })
      expect(reply.status, JSON.stringify(bad)).toBe(422)
    }
  })

  it('strangers reach none of it', async () => {
    const stranger = server.browser()
    for (const [method, path] of [
      ['GET', '/api/account'],
      ['PATCH', '/api/account'],
      ['PUT', '/api/account/email'],
      ['GET', '/api/account/events'],
    ] as const)
      expect((await stranger.api(method, path, method === 'GET' ? undefined : {})).status, path).toBe(401)
    for (const path of ['/account', '/account/activity', '/account/profile']) {
      const reply = await stranger.get(path)
      expect([reply.status, reply.headers.get('location')]).toEqual([
        303,
        `/login?return_to=${encodeURIComponent(path)}`,
      ])
    }
    expect((await stranger.post('/account/profile', {})).headers.get('location')).toBe('/login')
  })

  it('forms of other sites change nothing', async () => {
    const { browser } = await newPerson(server)
    const form = fillForm(await open(browser), '/account/profile', { location: 'York' })
    for (const site of ['cross-site', 'same-site', 'none'])
      expect((await browser.post('/account/profile', form, { headers: { 'sec-fetch-site': site } })).status).toBe(403)
    expect((await browser.api('GET', '/api/account')).json().location).toBeNull()
  })

  it('private replies carry no-store', async () => {
    const { browser } = await newPerson(server)
    for (const path of ['/account', '/account/activity', '/api/account', '/api/account/events'])
      expect((await browser.get(path)).headers.get('cache-control'), path).toBe('no-store')
  })
})

it('the address of a form leads to the page it stands on', async () => {
  const { browser } = await newPerson(server)
  for (const form of ['profile', 'language', 'username', 'email', 'visibility'])
    expect((await browser.get(`/account/${form}`)).headers.get('location')).toBe('/account')
})
