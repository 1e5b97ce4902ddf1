import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../../test/support/another-browser.ts'
import { Authenticator } from '../../../../test/support/authenticator.ts'
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
const _factorsOf = async ({ account }: Person) =>
  (await server.database.owner.query('select factors from accounts where id = $1', [account.id])).rows[0].factors
const _eventsOf = async ({ account }: Person) =>
  (
    await server.database.owner.query(
      `select action from audit_events where subject_id = $1 and action like 'passkey%' order by id`,
      [account.id],
    )
  ).rows.map(({ action }) => action)

describe('passkey challenges are single-use, bound to session and purpose; origin, rp id and user verification are enforced', () => {
  const refused = async (tweaks: Parameters<Authenticator['create']>[1]) => {
    const person = await newPerson(server)
    const { reply } = await addPasskey(person.browser, tweaks ? { tweaks } : {})
    expect(await listOf(person)).toEqual([])
    return [reply.status, codeOf(reply)]
  }

  test.each<[string, NonNullable<Parameters<Authenticator['create']>[1]>]>([
    ['another origin', { origin: 'http://localhost' }],
    ['a look-alike origin', { origin: 'http://localhost.evil.example' }],
    ['another rp id', { rpId: 'evil.example' }],
    ['nobody verified', { verified: false }],
    ['an answer for signing in', { type: 'webauthn.get' }],
    ['an answer given in a frame', { crossOrigin: true }],
    ['an attestation with a certificate', { format: 'android-safetynet' }],
  ])('adding: %s', async (_, tweaks) => {
    expect(await refused(tweaks)).toEqual([422, 'passkey-refused'])
  })

  test('adding: a challenge of our own making', async () => {
    expect(await refused({ challenge: Buffer.alloc(54).toString('base64url') })).toEqual([409, 'passkey-over'])
    expect(await refused({ challenge: 'x' })).toEqual([409, 'passkey-over'])
  })

  test('adding: a challenge counts once, 20 at once, and for five minutes', async () => {
    const person = await newPerson(server)
    const options = await askForNew(person.browser)
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        person.browser.api('POST', '/api/account/passkeys', {
          credential: new Authenticator(server.origin).create(options),
        }),
      ),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await listOf(person)).toHaveLength(1)

    const late = await newPerson(server)
    const asked = await askForNew(late.browser)
    server.advance(301_000)
    const credential = new Authenticator(server.origin).create(asked)
    expect(codeOf(await late.browser.api('POST', '/api/account/passkeys', { credential }))).toBe('passkey-over')
  })

  test('adding: a challenge of another session, of the same person or of another', async () => {
    const person = await newPerson(server)
    const elsewhere = (await anotherBrowser(server, person.account)).browser
    const options = await askForNew(person.browser)
    for (const browser of [elsewhere, (await newPerson(server)).browser]) {
      const credential = new Authenticator(server.origin).create(options)
      expect(codeOf(await browser.api('POST', '/api/account/passkeys', { credential }))).toBe('passkey-over')
    }
  })

  test.each(['{', 'null', '{"id":"x"}', '{"id":"x","response":{"clientDataJSON":"e30"}}', '[]'])(
    'adding by form: %s is no answer, and nothing breaks',
    async (credential) => {
      const { browser } = await newPerson(server)
      const reply = await browser.post('/account/security/passkeys', { credential, name: 'Gate' })
      expect(reply.status).toBe(422)
      expect(reply.text).toContain('Your device’s answer does not fit.')
      expect(fillForm(reply.text, '/account/security/passkeys').name).toBe('Gate')
    },
  )
})
