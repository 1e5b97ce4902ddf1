import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { ALLOWED_ORIGINS: 'https://kevsrobots.example' } })
})
afterAll(() => server.stop())

describe('signing out', () => {
  test('GET never signs out, never signs in', async () => {
    const { browser, account, password } = await newPerson(server)
    const page = await browser.get('/logout')
    expect(page.text).toMatch(/<form[^>]*method="post"[^>]*action="\/logout"/)
    expect((await browser.get('/api/session')).status).toBe(200)
    const stranger = server.browser()
    await stranger.get(`/login?login=${account.username}&password=${password}`)
    await stranger.get(`/api/sessions?login=${account.username}&password=${password}`)
    expect((await stranger.get('/api/session')).status).toBe(401)
    expect((await stranger.get('/logout')).headers.get('location')).toBe('/login')
  })

  test('ends the session, keeps the device and says so', async () => {
    const { account, password } = await newPerson(server)
    const browser = server.browser()
    await browser.post('/login', { login: account.username, password })
    const token = browser.cookies.get('porchlight') as string
    const reply = await browser.post('/logout', {})
    expect(reply.headers.get('location')).toBe('/login')
    expect([...browser.cookies.keys()].sort()).toEqual(['porchlight-device', 'porchlight-notice'])
    expect((await browser.get('/login')).text).toContain('You are signed out.')
    browser.cookies.set('porchlight', token)
    expect((await browser.get('/api/session')).status).toBe(401)
  })

  test('goes to return_to where it is allowed, and does no harm twice', async () => {
    const { browser } = await newPerson(server)
    const reply = await browser.post('/logout', { return_to: 'https://kevsrobots.example/' })
    expect(reply.headers.get('location')).toBe('https://kevsrobots.example/')
    expect((await browser.post('/logout', { return_to: 'https://evil.example/' })).headers.get('location')).toBe(
      '/login',
    )
  })

  test('DELETE /api/session ends it too', async () => {
    const { browser } = await newPerson(server)
    const token = browser.cookies.get('porchlight') as string
    expect((await browser.api('DELETE', '/api/session')).status).toBe(204)
    browser.cookies.set('porchlight', token)
    expect((await browser.api('DELETE', '/api/session')).status).toBe(401)
  })
})
