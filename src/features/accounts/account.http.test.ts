import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { fillForm, sendForm } from '../../../test/support/form.ts'
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

const save = (browser: Browser, form: string, changes: Record<string, string>, html?: string) =>
  sendForm(browser, { page: '/account', action: `/account/${form}`, changes, ...(html === undefined ? {} : { html }) })

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

it('the address of a form leads to the page it stands on', async () => {
  const { browser } = await newPerson(server)
  for (const form of ['profile', 'language', 'username', 'email', 'visibility'])
    expect((await browser.get(`/account/${form}`)).headers.get('location')).toBe('/account')
})
