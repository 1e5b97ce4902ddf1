import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { TERMS_CHANGED_ON: '2026-01-01' } })
})
afterAll(() => server.stop())

/** Somebody who accepted the terms at a moment. */
async function whoAccepted(at: string) {
  const person = await newPerson(server)
  await server.database.owner.query(
    `insert into porchlight.consents (account_id, policy_version_id, accepted_at)
     select $1, id, $2 from porchlight.policy_versions where language = 'en'`,
    [person.account.id, at],
  )
  return person
}

const earlier = () => whoAccepted('2025-12-31 23:59:59Z')

const consentsOf = async (accountId: string) =>
  (await server.database.owner.query('select * from porchlight.consents where account_id = $1', [accountId])).rows
    .length

describe('terms that changed since a person accepted them are a step of signing in', () => {
  test('by the page: said, accepted once, and not asked again', async () => {
    const { account, password } = await earlier()
    const browser = server.browser()
    const login = { login: account.username, password }
    const reply = await browser.post('/login', login)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/login/terms'])
    expect((await browser.get('/account')).status).toBe(303)
    const { text } = await browser.get('/login/terms')
    expect(text).toContain('href="/terms"')
    const refused = await browser.post('/login/terms', {})
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Tick the box')
    const accepted = await browser.post('/login/terms', { acceptTerms: 'on' })
    expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/account'])
    expect(await consentsOf(account.id)).toBe(4)
    expect((await server.browser().post('/login', login)).headers.get('location')).toBe('/account')
  })

  test('by the API, in the browser that gave the password and in no other', async () => {
    const { account, password } = await earlier()
    const browser = server.browser()
    const { next, flow } = (await browser.api('POST', '/api/sessions', { login: account.email, password })).json()
    expect(next).toBe('terms')
    const path = `/api/sessions/flows/${flow}/terms`
    expect((await server.browser().api('PUT', path, { acceptTerms: true })).status).toBe(409)
    expect((await browser.api('PUT', path.replace('terms', 'new-password'), { newPassword: 'x' })).status).toBe(409)
    expect((await browser.api('PUT', path, { acceptTerms: true })).status).toBe(201)
    expect((await browser.api('PUT', path, { acceptTerms: true })).status).toBe(409)
  })

  test('whoever has accepted since is not asked', async () => {
    const { account, password } = await whoAccepted('2026-01-01 00:00:00Z')
    expect((await server.browser().api('POST', '/api/sessions', { login: account.username, password })).status).toBe(
      201,
    )
  })
})
