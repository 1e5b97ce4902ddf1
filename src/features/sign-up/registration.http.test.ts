import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Reply } from '../../../test/support/browser.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { formOf, someone } from './fixtures/person.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const register = (person: object, browser: Browser = server.browser(), headers: Record<string, string> = {}) =>
  browser.api('POST', '/api/accounts', { ...person, acceptTerms: true }, { headers })

type Problem = { code: string; errors: { pointer: string; code: string; message: string }[] }
const issuesOf = (reply: Reply) => reply.json<Problem>().errors.map(({ pointer, code }) => `${pointer} ${code}`)

const countAccounts = async () => (await server.database.owner.query('select id from accounts')).rowCount

describe('POST /api/accounts', () => {
  test('makes an account, signs it in, and answers with it', async () => {
    const browser = server.browser()
    const person = { ...someone(), dateOfBirth: '1984-03-27' }
    const reply = await register(person, browser)
    expect(reply.status, reply.text).toBe(201)
    const { password, ...told } = person
    expect(reply.json()).toMatchObject({
      ...told,
      displayName: 'Kit Byrne',
      role: 'member',
      status: 'active',
      visibility: 'public',
      language: 'en',
      lastSignInAt: expect.stringMatching(/Z$/),
    })
    expect(reply.text).not.toContain(password)
    expect(browser.cookies.get('porchlight')).toMatch(/^[\w-]{43}$/)
    expect(reply.text).not.toContain(browser.cookies.get('porchlight'))
    expect((await browser.get('/register')).headers.get('location')).toBe('/account')
  })

  test('stores the password as an argon2id hash only', async () => {
    const reply = await register(someone())
    const { rows } = await server.database.owner.query('select password_hash from passwords where account_id = $1', [
      reply.json().id,
    ])
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('tells everything that is wrong at once, in the order of the form', async () => {
    const reply = await server.browser().api('POST', '/api/accounts', {
      firstName: '',
      lastName: ' ',
      username: 'k@t',
      email: 'kit@',
      dateOfBirth: '2026-02-30',
      password: 'too lit',
      acceptTerms: false,
    })
    expect(reply.status).toBe(422)
    expect(reply.json().code).toBe('input-invalid')
    expect(issuesOf(reply)).toEqual([
      '/firstName missing',
      '/lastName missing',
      '/username at-sign',
      '/email nothing-after',
      '/dateOfBirth no-such-day',
      '/password password-length',
      '/password password-upper',
      '/password password-digit',
      '/acceptTerms not-accepted',
    ])
  })

  test('tells in the same answer which name and address are taken', async () => {
    const first = someone()
    await register(first)
    const reply = await register({ ...first, password: 'too lit' })
    expect(issuesOf(reply)).toEqual([
      '/username username-taken',
      '/email email-taken',
      '/password password-length',
      '/password password-upper',
      '/password password-digit',
    ])
    expect(issuesOf(await register(first))).toEqual(['/username username-taken', '/email email-taken'])
  })

  test('a name and an address in other case are taken', async () => {
    const first = someone()
    await register(first)
    const other = { ...someone(), username: first.username.toUpperCase(), email: first.email.replace('kit', 'KIT') }
    expect(issuesOf(await register(other))).toEqual(['/username username-taken', '/email email-taken'])
  })

  test('former names and names of the gone are refused', async () => {
    const renamed = server.browser()
    await register({ ...someone(), username: 'former-kit' }, renamed)
    expect((await renamed.api('PATCH', '/api/account', { username: 'present-kit' })).status).toBe(200)
    const leaving = server.browser()
    await register({ ...someone(), username: 'gone-kit' }, leaving)
    expect((await leaving.api('DELETE', '/api/account', { confirmUsername: 'gone-kit' })).status).toBe(204)
    for (const username of ['former-kit', 'Gone-Kit'])
      expect(issuesOf(await register({ ...someone(), username }))).toEqual(['/username username-taken'])
  })

  test('whoever is younger than the minimum age is refused, and whoever tells no age is not asked', async () => {
    const years = new Date().getUTCFullYear() - 12
    const reply = await register({ ...someone(), dateOfBirth: `${years}-01-01` })
    expect(issuesOf(reply)).toEqual(['/dateOfBirth too-young'])
    expect((await register(someone())).status).toBe(201)
  })

  test('common and own-name passwords are refused at sign-up', async () => {
    expect(issuesOf(await register({ ...someone(), password: 'Password1' }))).toEqual(['/password password-not-common'])
    const person = { ...someone(), firstName: 'Marguerite', password: 'Marguerite2026' }
    expect(issuesOf(await register(person))).toEqual(['/password password-not-name'])
  })

  test.each(['role', 'status', 'id', 'displayName', 'emailVerifiedAt', 'mustChangePassword', 'constructor'])(
    'unknown and privileged fields in any body are refused, nothing changes: %s',
    async (field) => {
      const before = await countAccounts()
      const reply = await register({ ...someone(), [field]: 'admin' })
      expect(reply.status).toBe(400)
      expect(issuesOf(reply)).toEqual([`/${field} unknown`])
      const form = await server.browser().post('/register', { ...formOf(someone()), [field]: 'admin' })
      expect(form.status).toBe(400)
      expect(await countAccounts()).toBe(before)
    },
  )

  test('what is missing or of another type is refused by name', async () => {
    const { email: _, ...rest } = someone()
    expect(issuesOf(await register({ ...rest, username: 7 }))).toEqual(['/email missing', '/username type'])
  })

  test('NUL, surrogates and bidi in any field: refused, never 500', async () => {
    for (const odd of ['\0', 'a\0b', '\ud800', 'a\u202eb', 'x'.repeat(200)])
      for (const field of ['firstName', 'lastName', 'username', 'email', 'dateOfBirth', 'password']) {
        const json = await register({ ...someone(), [field]: odd })
        expect([400, 422], `${field} ${JSON.stringify(odd)}: ${json.text}`).toContain(json.status)
        const form = await server.browser().post('/register', { ...formOf(someone()), [field]: odd })
        // A browser sends U+FFFD for half a character, and that can be seen.
        if (odd.isWellFormed()) expect(form.status, field).toBe(422)
      }
  })

  test('version and time of acceptance are stored, with the address, and told to the audit log', async () => {
    const browser = server.browser()
    browser.ip = '203.0.113.7'
    browser.language = 'de'
    const { id } = (await register(someone(), browser)).json()
    const { rows } = await server.database.owner.query(
      `select policy, language, encode(text_hash, 'hex') as hash, accepted_at, host(ip) as ip
       from consents join policy_versions v on v.id = policy_version_id where account_id = $1 order by policy`,
      [id],
    )
    expect(rows.map(({ policy, language, ip }) => [policy, language, ip])).toEqual([
      ['privacy', 'de', '203.0.113.7'],
      ['terms', 'de', '203.0.113.7'],
    ])
    for (const { policy, hash, accepted_at } of rows) {
      expect((await browser.get(`/${policy}`)).text).toContain(hash.slice(0, 8))
      expect(Math.abs(accepted_at.getTime() - Date.now())).toBeLessThan(60_000)
    }
    const events = await server.database.owner.query(
      'select action, actor_id, subject_id from audit_events where subject_id = $1 order by id',
      [id],
    )
    expect(events.rows.map(({ action }) => action)).toEqual(['account.created', 'terms.accepted', 'sign-in.succeeded'])
    expect(events.rows.every(({ actor_id }) => actor_id === id)).toBe(true)
  })

  test('problems are told in the language of the request', async () => {
    const browser = server.browser()
    browser.language = 'de-AT, en;q=0.5'
    const reply = await browser.api('POST', '/api/accounts', { ...someone(), acceptTerms: false })
    expect(reply.json<Problem>().errors[0]?.message).toMatch(/^Setz das Häkchen/)
  })

  test('sign-up itself refuses cross-site forms, and JSON routes every other content type', async () => {
    const before = await countAccounts()
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    expect((await register(someone(), server.browser(), headers)).status).toBe(403)
    expect((await server.browser().post('/register', formOf(someone()), { headers })).status).toBe(403)
    expect((await server.browser().post('/api/accounts', formOf(someone()))).status).toBe(415)
    expect(await countAccounts()).toBe(before)
  })

  test('the password is in no log line', () => {
    expect(JSON.stringify(server.logLines)).not.toContain('Lantern')
  })
})
