import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../test/support/another-browser.ts'
import type { Browser } from '../../../test/support/browser.ts'
import { days, hours } from '../../../test/support/clock.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

type Session = { id: string; current: boolean; browser: string; system: string; kind: string; ip: string }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const list = async (browser: Browser) =>
  (await browser.api('GET', '/api/account/sessions')).json<{ items: Session[]; nextCursor: null }>()
const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/account/sessions')).status === 200
const eventsOf = async (accountId: string) =>
  (
    await server.database.owner.query('select action from audit_events where subject_id = $1 order by id', [accountId])
  ).rows.map(({ action }) => action)

describe('ending one session', () => {
  test('by the API: it stops at once, this one goes on', async () => {
    const { browser, account } = await newPerson(server)
    const other = await anotherBrowser(server, account)
    expect((await browser.api('DELETE', `/api/account/sessions/${other.sessionId}`)).status).toBe(204)
    expect(await isSignedIn(other.browser)).toBe(false)
    expect(await isSignedIn(browser)).toBe(true)
    expect(await eventsOf(account.id)).toContain('session.ended')
  })

  test('by the page, which then says so once', async () => {
    const { browser, account } = await newPerson(server)
    const other = await anotherBrowser(server, account)
    const reply = await browser.post(`/account/sessions/${other.sessionId}/end`, {})
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account/sessions'])
    expect((await browser.get('/account/sessions')).text).toContain('That device was signed out.')
    expect((await browser.get('/account/sessions')).text).not.toContain('That device was signed out.')
    expect(await isSignedIn(other.browser)).toBe(false)
  })

  test('this one, from the list: signs out', async () => {
    const { browser } = await newPerson(server)
    const [current] = (await list(browser)).items
    const reply = await browser.post(`/account/sessions/${current?.id}/end`, {})
    expect(reply.headers.get('location')).toBe('/login')
    expect(browser.cookies.has('porchlight')).toBe(false)
  })

  test('this one, by the API: takes the cookie back', async () => {
    const { browser } = await newPerson(server)
    const [current] = (await list(browser)).items
    expect((await browser.api('DELETE', `/api/account/sessions/${current?.id}`)).status).toBe(204)
    expect(browser.cookies.has('porchlight')).toBe(false)
  })

  test('ids of others (session) answer 404, unknown and malformed ones too', async () => {
    const { browser } = await newPerson(server)
    const stranger = await newPerson(server)
    const [theirs] = (await list(stranger.browser)).items
    for (const id of [theirs?.id, '01234567-89ab-4cde-8f01-23456789abcd', '1', 'null', '%00']) {
      const api = await browser.api('DELETE', `/api/account/sessions/${id}`)
      const page = await browser.post(`/account/sessions/${id}/end`, {})
      expect([id, api.status, page.status]).toEqual([id, 404, 404])
    }
    expect(await isSignedIn(stranger.browser)).toBe(true)
  })

  test('20 at once: one ends it, the others find nothing', async () => {
    const { browser, account } = await newPerson(server)
    const other = await anotherBrowser(server, account)
    const path = `/api/account/sessions/${other.sessionId}`
    const replies = await Promise.all(Array.from({ length: 20 }, () => browser.api('DELETE', path)))
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1)
    expect((await eventsOf(account.id)).filter((action) => action === 'session.ended')).toHaveLength(1)
  })
})

describe('ending all others', () => {
  test('by the API: tells how many', async () => {
    const { browser, account } = await newPerson(server)
    const others = [await anotherBrowser(server, account), await anotherBrowser(server, account)]
    const reply = await browser.api('DELETE', '/api/account/sessions')
    expect([reply.status, reply.json()]).toEqual([200, { ended: 2 }])
    for (const other of others) expect(await isSignedIn(other.browser)).toBe(false)
    expect(await isSignedIn(browser)).toBe(true)
    expect((await browser.api('DELETE', '/api/account/sessions')).json()).toEqual({ ended: 0 })
    expect((await eventsOf(account.id)).filter((action) => action === 'sessions.ended-others')).toHaveLength(1)
  })

  test('by the page: “Two other devices were signed out.”', async () => {
    const { browser, account } = await newPerson(server)
    await anotherBrowser(server, account)
    await anotherBrowser(server, account)
    expect((await browser.get('/account/sessions')).text).toContain('Sign out of 2 other devices?')
    const reply = await browser.post('/account/sessions/end-others', {})
    expect(reply.headers.get('location')).toBe('/account/sessions')
    expect((await browser.get('/account/sessions')).text).toContain('Two other devices were signed out.')
  })

  test('leaves other people alone', async () => {
    const { browser } = await newPerson(server)
    const stranger = await newPerson(server)
    await browser.api('DELETE', '/api/account/sessions')
    expect(await isSignedIn(stranger.browser)).toBe(true)
  })

  test('sessions that have run out are neither listed nor counted', async () => {
    const own = await startTestServer()
    try {
      const { account } = await newPerson(own)
      own.advance(hours(13))
      const { browser } = await anotherBrowser(own, account)
      expect((await list(browser)).items).toHaveLength(1)
      expect((await browser.api('DELETE', '/api/account/sessions')).json()).toEqual({ ended: 0 })
      own.advance(days(31))
      expect(await isSignedIn(browser)).toBe(false)
    } finally {
      await own.stop()
    }
  })
})

describe('requests from other sites', () => {
  const crossSite = { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } }

  test('every unsafe route refuses cross-site', async () => {
    const { browser, account } = await newPerson(server)
    const other = await anotherBrowser(server, account)
    const replies = [
      await browser.api('DELETE', '/api/account/sessions', undefined, crossSite),
      await browser.api('DELETE', `/api/account/sessions/${other.sessionId}`, undefined, crossSite),
      await browser.post('/account/sessions/end-others', {}, crossSite),
      await browser.post(`/account/sessions/${other.sessionId}/end`, {}, crossSite),
    ]
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    expect(await isSignedIn(other.browser)).toBe(true)
  })

  test('GET never signs out', async () => {
    const { browser, account } = await newPerson(server)
    const other = await anotherBrowser(server, account)
    await browser.get('/account/sessions/end-others')
    await browser.get(`/account/sessions/${other.sessionId}/end`)
    expect(await isSignedIn(other.browser)).toBe(true)
    expect(await isSignedIn(browser)).toBe(true)
  })

  test('unknown fields in any body are refused, nothing changes', async () => {
    const { browser, account } = await newPerson(server)
    const other = await anotherBrowser(server, account)
    expect((await browser.post('/account/sessions/end-others', { accountId: '1' })).status).toBe(400)
    expect((await browser.post(`/account/sessions/${other.sessionId}/end`, { role: 'admin' })).status).toBe(400)
    expect(await isSignedIn(other.browser)).toBe(true)
  })
})
