import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../../test/support/another-browser.ts'
import { appOf, wrongCode } from '../../../../test/support/apps.ts'
import type { Reply } from '../../../../test/support/browser.ts'
import { fillForm } from '../../../../test/support/form.ts'
import { addPasskey } from '../../../../test/support/passkeys.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../../test/support/server.ts'

const page = '/account/security/authenticator'
const api = '/api/account/authenticator'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost', env: withMail })
})
afterAll(() => server.stop())

const codeOf = (reply: Reply) => reply.json<{ code: string }>().code
const factorsOf = async ({ account }: Person) =>
  (await server.database.owner.query('select factors from accounts where id = $1', [account.id])).rows[0].factors
const rowsOf = async (what: string, { account }: Person, column = 'account_id') =>
  (await server.database.owner.query(`select * from ${what} where ${column} = $1 order by id`, [account.id])).rows

async function begin({ browser }: Person, at = server) {
  const { secret } = (await browser.api('POST', `${api}/enrollment`)).json<{ secret: string }>()
  return appOf(at, secret)
}

async function setUp(person: Person, at = server) {
  const app = await begin(person, at)
  return { app, reply: await person.browser.api('PUT', api, { code: app.code() }) }
}

/** The secret as the page has it for people. */
const secretOn = (text: string) => (/id="key"[^>]*>([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '')

const any = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)

describe('setting an app up', () => {
  test('by the page: the picture, the key as text, and a code of it; then ten codes, once', async () => {
    const person = await newPerson(server)
    const { browser } = person
    expect((await browser.post(`${page}/new`, {})).headers.get('location')).toBe(`${page}/new`)
    const shown = (await browser.get(`${page}/new`)).text
    const app = appOf(server, secretOn(shown))
    expect(app.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(shown).toContain('<svg class="qr"')
    expect(await factorsOf(person)).toEqual([])

    const wrong = await browser.post(page, { code: wrongCode(app) })
    expect([wrong.status, secretOn(wrong.text)]).toEqual([422, app.secret])
    expect(fillForm(wrong.text, page).code).toBe('')

    const made = await browser.post(page, fillForm(shown, page, { code: app.code() }))
    expect(made.status).toBe(200)
    expect(made.text.match(/<li>[0-9A-Z]{4}(-[0-9A-Z]{4}){3}<\/li>/g)).toHaveLength(10)
    expect(made.headers.get('cache-control')).toContain('no-store')
    expect(await factorsOf(person)).toEqual(['totp'])
    const after = (await browser.get(page)).text
    expect(after).toContain('App set up.')
    expect(after).not.toContain(app.secret)
    expect((await browser.get(`${page}/new`)).headers.get('location')).toBe(page)
  })

  test('by the API, with the events of both', async () => {
    const person = await newPerson(server)
    const { app, reply } = await setUp(person)
    expect(reply.json<{ backupCodes: string[] }>().backupCodes).toHaveLength(10)
    expect((await person.browser.api('GET', api)).json()).toEqual({ addedAt: any, lastUsedAt: any })
    const events = (await rowsOf('audit_events', person, 'subject_id')).map(({ action }) => action)
    expect(events).toEqual(expect.arrayContaining(['authenticator.added', 'backup-codes.made']))
    const stored = JSON.stringify(await server.database.owner.query('select * from totp_authenticators'))
    expect(stored).not.toContain(app.secret)
  })

  test('another app takes the place of the former one once a code of it was shown, and the backup codes stay', async () => {
    const person = await newPerson(server)
    await setUp(person)
    const codes = await rowsOf('backup_codes', person)
    const former = await server.database.owner.query('select * from totp_authenticators')
    const app = await begin(person)
    expect((await server.database.owner.query('select * from totp_authenticators')).rows).toEqual(former.rows)
    const reply = await person.browser.api('PUT', api, { code: app.code() })
    expect(reply.json<{ backupCodes: null }>().backupCodes).toBeNull()
    expect(await rowsOf('backup_codes', person)).toEqual(codes)
    const kinds = (await rowsOf('mails', person)).map(({ kind }) => kind).toSorted()
    expect(kinds).toEqual(['authenticator-added', 'authenticator-replaced'])
  })

  test('takes an hour at most, and what was not begun cannot be ended', async () => {
    const person = await newPerson(server)
    expect(codeOf(await person.browser.api('PUT', api, { code: '123456' }))).toBe('enrollment-over')
    const app = await begin(person)
    await server.database.owner.query('update totp_enrollments set expires_at = $1', [server.now()])
    const late = await person.browser.api('PUT', api, { code: app.code() })
    expect([late.status, codeOf(late)]).toEqual([409, 'enrollment-over'])
    const form = await person.browser.post(page, { code: app.code() })
    expect([form.status, form.text.includes('Begin again')]).toEqual([409, true])
  })

  test('ends the other sessions and the access tokens, and renews this one', async () => {
    const person = await newPerson(server)
    const elsewhere = (await anotherBrowser(server, person.account)).browser
    await person.browser.api('POST', '/api/account/tokens', {
      ...{ name: 'Backup', scopes: ['account:read'], expiresInDays: 7 },
    })
    const before = person.browser.cookies.get('porchlight')
    expect((await setUp(person)).reply.status).toBe(200)
    expect(person.browser.cookies.get('porchlight')).not.toBe(before)
    expect((await elsewhere.api('GET', '/api/session')).status).toBe(401)
    expect((await person.browser.api('GET', '/api/session')).status).toBe(200)
    expect(await rowsOf('access_tokens', person)).toEqual([])
  })
})

describe('factors are added, shown and removed only after recent authentication at the account’s highest level', () => {
  test('beginning, showing, confirming and removing ask for the proof once more, by the API and by forms', async () => {
    const person = await newPerson(server)
    const { browser } = person
    await browser.post(`${page}/new`, {})
    const app = appOf(server, secretOn((await browser.get(`${page}/new`)).text))
    server.advance(16 * 60_000)
    for (const reply of [
      await browser.api('POST', `${api}/enrollment`),
      await browser.api('PUT', api, { code: app.code() }),
      await browser.api('DELETE', api),
    ])
      expect([reply.status, codeOf(reply)]).toEqual([403, 'identity-not-recent'])
    for (const path of [`${page}/new`, `${page}/remove`]) expect((await browser.post(path, {})).status).toBe(403)
    expect((await browser.post(page, { code: app.code() })).status).toBe(403)
    const shown = await browser.get(`${page}/new`)
    expect([shown.headers.get('location'), shown.text.includes(app.secret)]).toEqual([page, false])
    expect(await factorsOf(person)).toEqual([])
  })
})

describe('removing', () => {
  test('by the page: the codes go with the last factor, the other sessions end, the owner is told', async () => {
    const person = await newPerson(server)
    await setUp(person)
    const elsewhere = (await anotherBrowser(server, person.account)).browser
    expect((await person.browser.post(`${page}/remove`, {})).status).toBe(303)
    expect((await person.browser.get(page)).text).toContain('App removed.')
    expect((await elsewhere.api('GET', '/api/session')).status).toBe(401)
    expect(await factorsOf(person)).toEqual([])
    expect(await rowsOf('backup_codes', person)).toEqual([])
    const kinds = (await rowsOf('mails', person)).map(({ kind }) => kind).toSorted()
    expect(kinds).toEqual(['authenticator-added', 'authenticator-removed'])
  })

  test('by the API: beside a passkey the codes stay; what is not there cannot be removed', async () => {
    const person = await newPerson(server)
    await setUp(person)
    await addPasskey(person.browser)
    expect((await person.browser.api('DELETE', api)).status).toBe(204)
    expect(await factorsOf(person)).toEqual(['passkey'])
    expect(await rowsOf('backup_codes', person)).toHaveLength(10)
    const again = await person.browser.api('DELETE', api)
    expect([again.status, codeOf(again)]).toEqual([404, 'authenticator-not-found'])
    expect((await person.browser.post(`${page}/remove`, {})).status).toBe(404)
  })

  test('policy "required" cannot be escaped by removing the last factor, by the API and by the page', async () => {
    const strict = await startTestServer({
      host: 'localhost',
      database: server.database,
      env: { TWO_FACTOR_POLICY: 'everyone', TWO_FACTOR_GRACE_DAYS: '7' },
    })
    const person = await newPerson(strict)
    await setUp(person, strict)
    const reply = await person.browser.api('DELETE', api)
    expect([reply.status, codeOf(reply)]).toEqual([409, 'factor-required'])
    const form = await person.browser.post(`${page}/remove`, {})
    expect([form.status, form.text.includes('this is your last')]).toEqual([409, true])
    expect([await factorsOf(person), (await rowsOf('backup_codes', person)).length]).toEqual([['totp'], 10])
    await addPasskey(person.browser)
    expect((await person.browser.api('DELETE', api)).status).toBe(204)
    await strict.stop()
  })
})
