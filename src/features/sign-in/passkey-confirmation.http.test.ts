import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../../test/support/browser.ts'
import { fillForm } from '../../../test/support/form.ts'
import { askAt, newOwner } from '../../../test/support/passkeys.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost' })
})
afterAll(() => server.stop())

const codeOf = (reply: Reply) => reply.json<{ code: string }>().code

describe('confirming with a passkey', () => {
  test('makes the session recent again under a new token', async () => {
    const { browser, authenticator } = await newOwner(server)
    server.advance(16 * 60_000)
    expect((await browser.api('POST', '/api/account/passkeys/options')).status).toBe(403)
    const options = await askAt(browser, '/api/session/confirmations/passkey-options')
    const before = browser.cookies.get('porchlight')
    const credential = authenticator.get(options)
    expect((await browser.api('POST', '/api/session/confirmations/passkey', { credential })).status).toBe(204)
    expect(browser.cookies.get('porchlight')).not.toBe(before)
    expect((await browser.api('POST', '/api/account/passkeys/options')).status).toBe(200)
  })

  test('carries a form through the question', async () => {
    const { browser, authenticator } = await newOwner(server)
    server.advance(16 * 60_000)
    const asked = await browser.post('/account/email', { email: 'carried@example.org' })
    expect(asked.status).toBe(403)
    const forms = asked.text.split('<form').filter((form) => form.includes('confirmPasskey'))
    const fields = fillForm(`<form${forms[0]}`, '/account/email')
    expect(fields).toEqual({ email: 'carried@example.org', confirmPasskey: '' })
    const credential = authenticator.get(await askAt(browser, '/api/session/confirmations/passkey-options'))
    const wrong = await browser.post('/account/email', { ...fields, confirmPasskey: '{}' })
    expect([wrong.status, wrong.text.includes('Your device’s answer does not fit.')]).toEqual([422, true])
    const done = await browser.post('/account/email', { ...fields, confirmPasskey: JSON.stringify(credential) })
    expect(done.status).toBe(303)
  })

  test('the password alone is not enough for whoever has one, by the API and by a form', async () => {
    const { browser, password } = await newOwner(server)
    server.advance(16 * 60_000)
    const reply = await browser.api('POST', '/api/session/confirmations', { password })
    expect([reply.status, codeOf(reply)]).toEqual([403, 'passkey-needed'])
    const form = await browser.post('/account/email', { email: 'x@example.org', confirmPassword: password })
    expect([form.status, form.text.includes('Your password is not enough here.')]).toEqual([422, true])
    expect((await browser.api('POST', '/api/account/passkeys/options')).status).toBe(403)
  })

  test('somebody else’s passkey confirms nothing', async () => {
    const [mine, other] = [await newOwner(server), await newOwner(server)]
    const credential = other.authenticator.get(await askAt(mine.browser, '/api/session/confirmations/passkey-options'))
    const reply = await mine.browser.api('POST', '/api/session/confirmations/passkey', { credential })
    expect(codeOf(reply)).toBe('passkey-refused')
  })

  test('without a passkey the question offers none', async () => {
    const { browser } = await newPerson(server)
    server.advance(16 * 60_000)
    expect((await browser.post('/account/email', { email: 'x@example.org' })).text).not.toContain('confirmPasskey')
  })
})
