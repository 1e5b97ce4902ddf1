import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { path as linkPath, pathOf } from './fixtures/making.ts'

let server: TestServer
let admin: Person
beforeAll(async () => {
  server = await startTestServer()
  admin = await newPerson(server, { role: 'admin' })
})
afterAll(() => server.stop())

const statusOf = async (url: string) => {
  const browser = server.browser()
  await browser.get(pathOf({ url }))
  return (await browser.get(linkPath)).status
}

describe('a new account, on the pages', () => {
  const path = '/admin/accounts/new'
  const keyIn = (text: string) => /name="idempotencyKey" value="([^"]*)"/.exec(text)?.[1] ?? ''
  const linkIn = (text: string) => /<textarea[^>]*>([^<]*)</.exec(text)?.[1] ?? ''
  const form = async (username: string) => {
    const idempotencyKey = keyIn((await admin.browser.get(path)).text)
    const email = `${username}@example.org`
    return { firstName: 'Mary', lastName: 'Lee', username, email, role: 'member', idempotencyKey }
  }

  test('is made with its link shown once; sent twice it is the same account, and the link is not shown again', async () => {
    const sent = await form('made-here')
    const made = await admin.browser.post(path, sent)
    expect(made.status).toBe(200)
    expect(made.headers.get('cache-control')).toBe('no-store')
    expect(linkIn(made.text)).toMatch(new RegExp(`^${server.origin}/recover/new-password\\?token=[\\w-]{75}$`))
    const again = await admin.browser.post(path, sent)
    expect(again.status).toBe(303)
    const file = await admin.browser.get(again.headers.get('location') ?? '')
    expect(file.text).toContain('This account is made already, and its link was shown.')
    expect(file.text).toContain('Not opened yet')
    expect(file.text).not.toContain('token=')
    const other = await admin.browser.post(path, { ...sent, username: 'made-here-2', email: 'made-2@example.org' })
    expect([other.status, other.text.includes('This form has made an account already.')]).toEqual([409, true])
  })

  test('gets another link on its own page, and the one before is dead', async () => {
    const first = linkIn((await admin.browser.post(path, await form('linked-here'))).text)
    const { rows } = await server.database.owner.query(`select id from accounts where username = 'linked-here'`)
    const second = await admin.browser.post(`/admin/accounts/${rows[0].id}/opening-link`, {})
    expect(second.status).toBe(200)
    expect(await statusOf(first)).toBe(410)
    expect(await statusOf(linkIn(second.text))).toBe(200)
  })

  test('comes back with what was typed and what is wrong, in German too', async () => {
    await server.database.owner.query('update accounts set language = null')
    admin.browser.language = 'de'
    const refused = await admin.browser.post(path, { ...(await form('x')), firstName: '', email: admin.account.email })
    admin.browser.language = 'en'
    expect(refused.status).toBe(422)
    for (const words of ['Das darf nicht leer sein.', 'value="Lee"', 'Zu dieser Adresse gibt es schon ein Konto.'])
      expect(refused.text).toContain(words)
    const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await admin.browser.post(path, await form('cross-site'), crossSite)).status).toBe(403)
    expect((await admin.browser.post(path, { ...(await form('key-made')), idempotencyKey: 'mine' })).status).toBe(400)
    expect((await admin.browser.post(path, { ...(await form('role-made')), role: 'owner' })).status).toBe(400)
  })
})
