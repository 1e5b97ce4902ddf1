import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authenticator, Tweaks } from '../../../test/support/authenticator.ts'
import type { Browser, Reply } from '../../../test/support/browser.ts'
import { askAt, newOwner, type Owner } from '../../../test/support/passkeys.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost' })
})
afterAll(() => server.stop())

const optionsPath = '/api/sessions/passkey-options'
const codeOf = (reply: Reply) => reply.json<{ code: string }>().code
const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/session')).status === 200

type Credential = ReturnType<Authenticator['get']>
const byApi = (browser: Browser, credential: Credential) => browser.api('POST', '/api/sessions/passkey', { credential })
const byPage = (browser: Browser, credential: Credential, more: Record<string, string> = {}) =>
  browser.post('/login/passkey', { credential: JSON.stringify(credential), ...more })

const eventsOf = async ({ account }: Owner) =>
  (
    await server.database.owner.query('select action from audit_events where subject_id = $1 order by id', [account.id])
  ).rows.map(({ action }) => action)

describe('passkey challenges are single-use, bound to session and purpose; origin, rp id and user verification are enforced', () => {
  const ways = [
    ['API', byApi],
    ['page', byPage],
  ] as const

  test.each(
    ways.flatMap(([way, by]) =>
      (
        [
          ['another origin', { origin: 'http://localhost:1' }],
          ['an origin that begins alike', { origin: 'http://localhost.evil.example' }],
          ['another rp id', { rpId: 'evil.example' }],
          ['nobody verified', { verified: false }],
          ['an answer for adding', { type: 'webauthn.create' }],
          ['an answer given in a frame', { crossOrigin: true }],
          ['somebody else’s handle', { userHandle: Buffer.alloc(32).toString('base64url') }],
        ] as [string, Tweaks][]
      ).map(([what, tweaks]) => ({ way, by, what, tweaks })),
    ),
  )('signing in by $way: $what', async ({ by, tweaks }) => {
    const { authenticator } = await newOwner(server)
    const browser = server.browser()
    const reply = await by(browser, authenticator.get(await askAt(browser, optionsPath), tweaks))
    expect(reply.status).toBe(422)
    expect(await isSignedIn(browser)).toBe(false)
  })

  test('signing in: another passkey’s signature', async () => {
    const [mine, other] = [await newOwner(server), await newOwner(server)]
    const browser = server.browser()
    const answer = other.authenticator.get(await askAt(browser, optionsPath))
    const forged = {
      ...answer,
      id: mine.authenticator.id.toString('base64url'),
      rawId: mine.authenticator.id.toString('base64url'),
    }
    expect(codeOf(await byApi(browser, forged))).toBe('passkey-refused')
  })

  test.each(ways)('signing in by %s: an answer counts once', async (_, by) => {
    const { authenticator } = await newOwner(server, { counts: false })
    const browser = server.browser()
    const answer = authenticator.get(await askAt(browser, optionsPath))
    expect((await by(browser, answer)).status).toBeLessThan(400)
    browser.cookies.delete('porchlight')
    expect((await by(browser, answer)).status).toBeGreaterThanOrEqual(409)
    expect(await isSignedIn(browser)).toBe(false)
  })

  test('signing in: 20 at once, and one gets in', async () => {
    const owner = await newOwner(server, { counts: false })
    const browser = server.browser()
    const answer = owner.authenticator.get(await askAt(browser, optionsPath))
    const replies = await Promise.all(Array.from({ length: 20 }, () => byApi(browser, answer)))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)])
    expect((await eventsOf(owner)).filter((action) => action === 'sign-in.succeeded')).toHaveLength(1)
  })

  test('signing in: in another browser, or after five minutes, it does not count', async () => {
    const { authenticator } = await newOwner(server)
    const asked = server.browser()
    const options = await askAt(asked, optionsPath)
    const other = server.browser()
    expect(codeOf(await byApi(other, authenticator.get(options)))).toBe('passkey-over')
    await askAt(other, optionsPath)
    expect(codeOf(await byApi(other, authenticator.get(options)))).toBe('passkey-over')
    server.advance(301_000)
    expect(codeOf(await byApi(asked, authenticator.get(options)))).toBe('passkey-over')
  })

  test('a challenge of another purpose does not count', async () => {
    const { browser, authenticator } = await newOwner(server)
    const confirming = authenticator.get(await askAt(browser, '/api/session/confirmations/passkey-options'))
    await askAt(browser, optionsPath)
    expect(codeOf(await byApi(browser, confirming))).toBe('passkey-over')
    const signing = authenticator.get(await askAt(browser, optionsPath))
    const reply = await browser.api('POST', '/api/session/confirmations/passkey', { credential: signing })
    expect(codeOf(reply)).toBe('passkey-over')
  })

  test('two tabs of one browser do not void each other’s', async () => {
    const { authenticator } = await newOwner(server)
    const browser = server.browser()
    const first = await askAt(browser, optionsPath)
    await askAt(browser, optionsPath)
    expect((await byApi(browser, authenticator.get(first))).status).toBe(201)
  })
})

describe('the counter of signatures', () => {
  test('one that goes back or stands still is refused, and written down', async () => {
    const owner = await newOwner(server)
    const use = async (counter: number) => {
      const browser = server.browser()
      return byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath), { counter }))
    }
    expect((await use(7)).status).toBe(201)
    for (const counter of [6, 7, 0]) expect(codeOf(await use(counter))).toBe('passkey-refused')
    expect((await eventsOf(owner)).filter((action) => action === 'passkey.refused')).toHaveLength(3)
    expect((await use(8)).status).toBe(201)
  })

  test('of 20 copies at once with the same count one gets in', async () => {
    const owner = await newOwner(server)
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const browser = server.browser()
        return byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath), { counter: 9 }))
      }),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  test('authenticators that do not count are let in each time', async () => {
    const owner = await newOwner(server, { counts: false })
    for (let time = 0; time < 2; time += 1) {
      const browser = server.browser()
      expect((await byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath)))).status).toBe(201)
    }
  })
})
