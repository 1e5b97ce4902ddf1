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

const open = async (browser: Browser) => (await browser.get('/account')).text

const save = (browser: Browser, form: string, changes: Record<string, string>) =>
  sendForm(browser, { page: '/account', action: `/account/${form}`, changes })

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
