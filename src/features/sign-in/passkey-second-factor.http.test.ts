import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authenticator } from '../../../test/support/authenticator.ts'
import type { Browser, Reply } from '../../../test/support/browser.ts'
import { askAt, newOwner } from '../../../test/support/passkeys.ts'
import type { Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost' })
})
afterAll(() => server.stop())

/** A browser in which the password was right, and the number of its sign-in. */
async function midway({ account, password }: Person) {
  const browser = server.browser()
  const reply = await browser.api('POST', '/api/sessions', { login: account.username, password })
  expect([reply.status, reply.json<{ next: string }>().next]).toEqual([200, 'second-factor'])
  return { browser, path: `/api/sessions/flows/${reply.json<{ flow: string }>().flow}/second-factor/passkey` }
}

const codeOf = (reply: Reply) => reply.json<{ code: string }>().code
const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/session')).status === 200

type Credential = ReturnType<Authenticator['get']>
const ways = [
  ['API', (browser: Browser, path: string, credential: Credential) => browser.api('PUT', path, { credential })],
  [
    'page',
    (browser: Browser, _: string, credential: Credential) =>
      browser.post('/login/second-factor/passkey', { credential: JSON.stringify(credential) }),
  ],
] as const

describe.each(ways)('the second factor by %s', (_, prove) => {
  test('a passkey of the account opens the session, by two methods', async () => {
    const owner = await newOwner(server)
    const { browser, path } = await midway(owner)
    const options = await askAt(browser, `${path}-options`)
    expect(options).toMatchObject({ allowCredentials: [{ id: owner.authenticator.id.toString('base64url') }] })
    expect((await prove(browser, path, owner.authenticator.get(options))).status).toBeLessThan(304)
    expect(await isSignedIn(browser)).toBe(true)
    const { rows } = await server.database.owner.query(
      'select methods from sessions where account_id = $1 order by created_at desc limit 1',
      [owner.account.id],
    )
    expect(rows).toEqual([{ methods: ['password', 'passkey'] }])
  })

  test('somebody else’s passkey, another origin and a challenge of another purpose open nothing', async () => {
    const [owner, other] = [await newOwner(server), await newOwner(server)]
    const { browser, path } = await midway(owner)
    const ask = () => askAt(browser, `${path}-options`)
    const answers = [
      other.authenticator.get(await ask()),
      owner.authenticator.get(await ask(), { origin: 'http://evil.example' }),
      owner.authenticator.get(await ask(), { verified: false }),
      owner.authenticator.get(await askAt(browser, '/api/sessions/passkey-options')),
    ]
    for (const answer of answers) expect([409, 422]).toContain((await prove(browser, path, answer)).status)
    expect(await isSignedIn(browser)).toBe(false)
    expect((await prove(browser, path, owner.authenticator.get(await ask()))).status).toBeLessThan(304)
  })

  test('an answer given for another sign-in of the same person opens nothing', async () => {
    const owner = await newOwner(server)
    const [one, other] = [await midway(owner), await midway(owner)]
    const answer = owner.authenticator.get(await askAt(one.browser, `${one.path}-options`))
    expect((await prove(other.browser, other.path, answer)).status).toBeGreaterThanOrEqual(409)
    expect(await isSignedIn(other.browser)).toBe(false)
  })

  test('a suspension meanwhile opens nothing', async () => {
    const owner = await newOwner(server)
    const { browser, path } = await midway(owner)
    const answer = owner.authenticator.get(await askAt(browser, `${path}-options`))
    await server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [owner.account.id])
    expect((await prove(browser, path, answer)).status).toBe(403)
    expect(await isSignedIn(browser)).toBe(false)
  })
})

describe('a half-signed-in session opens nothing but the second factor, also from the cache', () => {
  test('neither pages nor the API', async () => {
    const { browser } = await midway(await newOwner(server))
    for (const path of ['/account', '/account/security/passkeys', '/login/new-password', '/login/terms'])
      expect((await browser.get(path)).headers.get('location'), path).toMatch(/^\/login(\?|$)/)
    expect((await browser.api('GET', '/api/account')).status).toBe(401)
    expect((await browser.get('/login/second-factor')).status).toBe(303)
  })

  test('the page of the step waits for it', async () => {
    const { browser } = await midway(await newOwner(server))
    const page = await browser.get('/login/second-factor')
    expect([page.status, page.text.includes('data-passkey="get"')]).toEqual([200, true])
  })
})

test('steps of a flow cannot be skipped, swapped or mixed between two flows', async () => {
  const owner = await newOwner(server)
  const [one, other] = [await midway(owner), await midway(owner)]
  const answer = owner.authenticator.get(await askAt(one.browser, `${one.path}-options`))
  expect(codeOf(await one.browser.api('PUT', other.path, { credential: answer }))).toBe('sign-in-over')
  const skipped = one.path.replace('second-factor/passkey', 'new-password')
  const reply = await one.browser.api('PUT', skipped, { newPassword: 'Candle-in-4-windows' })
  expect(codeOf(reply)).toBe('sign-in-over')
  expect((await one.browser.api('PUT', one.path, { credential: answer })).status).toBe(201)
  expect(codeOf(await one.browser.api('PUT', one.path, { credential: answer }))).toBe('sign-in-over')
})

test('20 second proofs at once open one session', async () => {
  const owner = await newOwner(server)
  const { browser, path } = await midway(owner)
  const options = await askAt(browser, `${path}-options`)
  const answers = Array.from({ length: 20 }, () => owner.authenticator.get(options))
  const replies = await Promise.all(answers.map((credential) => browser.api('PUT', path, { credential })))
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
})

test('options of a sign-in are for the browser that gave the right password', async () => {
  const { path } = await midway(await newOwner(server))
  expect(codeOf(await server.browser().api('POST', `${path}-options`))).toBe('sign-in-over')
})
