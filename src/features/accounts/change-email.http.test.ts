import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { minutes } from '../../../test/support/clock.ts'
import { sendForm } from '../../../test/support/form.ts'
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

const save = (browser: Browser, form: string, changes: Record<string, string>) =>
  sendForm(browser, { page: '/account', action: `/account/${form}`, changes })

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
