import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../../test/support/another-browser.ts'
import { fillForm } from '../../../../test/support/form.ts'
import { addPasskey, askForNew } from '../../../../test/support/passkeys.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../../test/support/server.ts'

type Listed = { id: string; name: string; authenticator: string | null; lastUsedAt: string | null; backedUp: boolean }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost', env: withMail })
})
afterAll(() => server.stop())

const listOf = async ({ browser }: Person) =>
  (await browser.api('GET', '/api/account/passkeys')).json<{ items: Listed[] }>().items
const codeOf = (reply: { json<T>(): T }) => reply.json<{ code: string }>().code
const factorsOf = async ({ account }: Person) =>
  (await server.database.owner.query('select factors from accounts where id = $1', [account.id])).rows[0].factors
const eventsOf = async ({ account }: Person) =>
  (
    await server.database.owner.query(
      `select action from audit_events where subject_id = $1 and action like 'passkey%' order by id`,
      [account.id],
    )
  ).rows.map(({ action }) => action)

describe('adding a passkey', () => {
  test('names it after what holds it, else after the browser, else as its person says', async () => {
    const person = await newPerson(server)
    await addPasskey(person.browser, { aaguid: 'ee882879-721c-4913-9775-3dfcce97072a' })
    await addPasskey(person.browser)
    await addPasskey(person.browser, { name: '  Garden\tgate ', counts: false })
    expect((await listOf(person)).map(({ name, backedUp }) => [name, backedUp])).toEqual([
      ['YubiKey 5', false],
      ['Firefox on Linux', false],
      ['Garden gate', true],
    ])
    expect(await factorsOf(person)).toEqual(['passkey'])
    expect(await eventsOf(person)).toEqual(['passkey.added', 'passkey.added', 'passkey.added'])
  })

  test('asks for one that finds itself, knows its person, and is not there already', async () => {
    const person = await newPerson(server)
    const { authenticator } = await addPasskey(person.browser)
    const options = (await person.browser.api('POST', '/api/account/passkeys/options')).json()
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      user: { name: person.account.username },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: authenticator.id.toString('base64url') }],
    })
    const handle = Buffer.from((options.user as { id: string }).id, 'base64url')
    expect(handle).toHaveLength(32)
    expect((await askForNew(person.browser)).user.id).toBe((options.user as { id: string }).id)
    expect((await askForNew((await newPerson(server)).browser)).user.id).not.toBe((options.user as { id: string }).id)
  })

  test('ends the other sessions, renews this one, and tells the owner by mail', async () => {
    const person = await newPerson(server)
    const elsewhere = (await anotherBrowser(server, person.account)).browser
    const before = person.browser.cookies.get('porchlight')
    expect((await addPasskey(person.browser)).reply.status).toBe(201)
    expect(person.browser.cookies.get('porchlight')).not.toBe(before)
    expect((await elsewhere.api('GET', '/api/session')).status).toBe(401)
    expect((await person.browser.api('GET', '/api/session')).status).toBe(200)
    const { rows } = await server.database.owner.query(
      'select kind from mails where account_id = $1 order by created_at',
      [person.account.id],
    )
    expect(rows.map(({ kind }) => kind)).toContain('passkey-added')
  })

  test('is refused where it is registered already, with the same person or another', async () => {
    const [one, other] = [await newPerson(server), await newPerson(server)]
    const { authenticator } = await addPasskey(one.browser)
    for (const { browser } of [one, other]) {
      const credential = authenticator.create(await askForNew(browser))
      const reply = await browser.api('POST', '/api/account/passkeys', { credential })
      expect([reply.status, codeOf(reply)]).toEqual([409, 'passkey-known'])
    }
  })

  test('has room for 20', async () => {
    const person = await newPerson(server)
    await server.database.owner.query(
      `insert into passkeys (id, account_id, credential_id, public_key, sign_count, transports, name, syncs, backed_up, created_at)
       select gen_random_uuid(), $1::bigint, sha256(($1::text || '-' || n)::bytea), '', 0, '{}', 'x', false, false, now()
       from generate_series(1, 20) n`,
      [person.account.id],
    )
    const { reply } = await addPasskey(person.browser)
    expect([reply.status, codeOf(reply)]).toEqual([409, 'passkeys-full'])
  })
})

describe('factors are added, shown and removed only after recent authentication at the account’s highest level', () => {
  test('adding and removing ask for the proof once more, by the API and by forms', async () => {
    const person = await newPerson(server)
    await addPasskey(person.browser)
    const [passkey] = await listOf(person)
    server.advance(16 * 60_000)
    const options = await person.browser.api('POST', '/api/account/passkeys/options')
    expect([options.status, codeOf(options)]).toEqual([403, 'identity-not-recent'])
    const removal = await person.browser.api('DELETE', `/api/account/passkeys/${passkey?.id}`)
    expect([removal.status, codeOf(removal)]).toEqual([403, 'identity-not-recent'])
    for (const path of ['new', `${passkey?.id}/remove`])
      expect((await person.browser.post(`/account/security/passkeys/${path}`, {})).status).toBe(403)
    expect(await listOf(person)).toHaveLength(1)
  })
})

describe('changing passkeys', () => {
  test('renames by the page, with what was typed kept where it does not do', async () => {
    const person = await newPerson(server)
    await addPasskey(person.browser, { name: 'Old' })
    const [passkey] = await listOf(person)
    const page = `/account/security/passkeys/${passkey?.id}/name`
    const wrong = await person.browser.post(page, { name: 'x'.repeat(61) })
    expect([wrong.status, fillForm(wrong.text, page).name]).toEqual([422, 'x'.repeat(61)])
    expect((await person.browser.post(page, { name: 'Workshop' })).status).toBe(303)
    const list = (await person.browser.get('/account/security/passkeys')).text
    expect(list).toContain('Workshop')
    expect(list).toContain('Renamed.')
    expect(await eventsOf(person)).toEqual(['passkey.added', 'passkey.renamed'])
  })

  test('removes by the page, ends the other sessions, and tells the owner', async () => {
    const person = await newPerson(server)
    await addPasskey(person.browser)
    const elsewhere = (await anotherBrowser(server, person.account)).browser
    const [passkey] = await listOf(person)
    const reply = await person.browser.post(`/account/security/passkeys/${passkey?.id}/remove`, {})
    expect(reply.status).toBe(303)
    expect((await person.browser.get('/account/security/passkeys')).text).toContain('Passkey removed.')
    expect((await elsewhere.api('GET', '/api/session')).status).toBe(401)
    expect(await factorsOf(person)).toEqual([])
    const { rows } = await server.database.owner.query(
      `select kind from mails where account_id = $1 and kind = 'passkey-removed'`,
      [person.account.id],
    )
    expect(rows).toHaveLength(1)
  })

  test('never removes the last way in', async () => {
    const person = await newPerson(server)
    await addPasskey(person.browser)
    await server.database.owner.query('delete from passwords where account_id = $1', [person.account.id])
    const [passkey] = await listOf(person)
    const reply = await person.browser.api('DELETE', `/api/account/passkeys/${passkey?.id}`)
    expect([reply.status, codeOf(reply)]).toEqual([409, 'last-way-in'])
    expect(await listOf(person)).toHaveLength(1)
  })

  test('policy "required" cannot be escaped by removing the last factor, by the API and by the page', async () => {
    const strict = await startTestServer({
      host: 'localhost',
      database: server.database,
      env: { TWO_FACTOR_POLICY: 'everyone', TWO_FACTOR_GRACE_DAYS: '7' },
    })
    const person = await newPerson(strict)
    await addPasskey(person.browser)
    const [passkey] = await listOf(person)
    const reply = await person.browser.api('DELETE', `/api/account/passkeys/${passkey?.id}`)
    expect([reply.status, codeOf(reply)]).toEqual([409, 'factor-required'])
    const page = await person.browser.post(`/account/security/passkeys/${passkey?.id}/remove`, {})
    expect([page.status, page.text.includes('this is your last')]).toEqual([409, true])
    expect(await factorsOf(person)).toEqual(['passkey'])
    await addPasskey(person.browser)
    expect((await person.browser.api('DELETE', `/api/account/passkeys/${passkey?.id}`)).status).toBe(204)
    await strict.stop()
  })

  test('ids of others answer 404', async () => {
    const [owner, other] = [await newPerson(server), await newPerson(server)]
    await addPasskey(owner.browser)
    const [passkey] = await listOf(owner)
    const path = `/api/account/passkeys/${passkey?.id}`
    expect((await other.browser.api('PATCH', path, { name: 'Mine' })).status).toBe(404)
    expect((await other.browser.api('DELETE', path)).status).toBe(404)
    expect((await other.browser.get(`/account/security/passkeys/${passkey?.id}/name`)).status).toBe(404)
    expect(await listOf(owner)).toHaveLength(1)
  })
})

test('names are text on every surface', async () => {
  const person = await newPerson(server)
  await addPasskey(person.browser, { name: '<b>bold</b>' })
  expect((await person.browser.get('/account/security/passkeys')).text).not.toContain('<b>bold')
  const hidden = await addPasskey(person.browser, { name: 'a\u202eb' })
  expect([hidden.reply.status, codeOf(hidden.reply)]).toEqual([422, 'input-invalid'])
})
