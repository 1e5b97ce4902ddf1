import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Authenticator, Tweaks } from '../../../test/support/authenticator.ts'
import type { Browser, Reply } from '../../../test/support/browser.ts'
import { fillForm } from '../../../test/support/form.ts'
import { addPasskey, askAt } from '../../../test/support/passkeys.ts'
import { newPerson, type Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost' })
})
afterAll(() => server.stop())

type Owner = Person & { readonly authenticator: Authenticator }

async function newOwner(wishes: Parameters<typeof addPasskey>[1] = {}): Promise<Owner> {
  const person = await newPerson(server)
  return { ...person, authenticator: (await addPasskey(person.browser, wishes)).authenticator }
}

const optionsPath = '/api/sessions/passkey-options'
const codeOf = (reply: Reply) => reply.json<{ code: string }>().code
const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/session')).status === 200

type Credential = ReturnType<Authenticator['get']>
const byApi = (browser: Browser, credential: Credential) => browser.api('POST', '/api/sessions/passkey', { credential })
const byPage = (browser: Browser, credential: Credential, more: Record<string, string> = {}) =>
  browser.post('/login/passkey', { credential: JSON.stringify(credential), ...more })

const eventsOf = async ({ account }: Person) =>
  (
    await server.database.owner.query('select action from audit_events where subject_id = $1 order by id', [account.id])
  ).rows.map(({ action }) => action)

describe('signing in with a passkey alone', () => {
  test('opens a session, by the API', async () => {
    const owner = await newOwner()
    const browser = server.browser()
    const reply = await byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath)))
    expect(reply.status).toBe(201)
    expect(reply.json<{ account: { username: string } }>().account.username).toBe(owner.account.username)
    expect(await isSignedIn(browser)).toBe(true)
    const { rows } = await server.database.owner.query(
      'select methods, kept, device_id is not null as known from sessions where account_id = $1 order by created_at desc',
      [owner.account.id],
    )
    expect(rows[0]).toEqual({ methods: ['passkey'], kept: false, known: true })
    const [listed] = (await browser.api('GET', '/api/account/passkeys')).json<{ items: { lastUsedAt: string }[] }>()
      .items
    expect(new Date(listed?.lastUsedAt ?? 0).getTime()).toBeGreaterThan(server.now().getTime() - 60_000)
  })

  test('opens a session, by the page, and goes on where the person came from', async () => {
    const { authenticator } = await newOwner()
    const browser = server.browser()
    const page = (await browser.get('/login?return_to=%2Faccount%2Fsecurity')).text
    const { credential, ...fields } = fillForm(page, '/login/passkey')
    expect(credential).toBe('')
    const answer = authenticator.get(await askAt(browser, optionsPath))
    const reply = await byPage(browser, answer, { ...fields, keepSignedIn: 'on' })
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account/security'])
    expect(await isSignedIn(browser)).toBe(true)
  })

  test('still leads to the steps that are due, and to nothing else before', async () => {
    const owner = await newOwner()
    await server.database.owner.query('update accounts set must_change_password = true where id = $1', [
      owner.account.id,
    ])
    const browser = server.browser()
    const reply = await byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath)))
    expect([reply.status, reply.json<{ next: string }>().next]).toEqual([200, 'new-password'])
    expect(await isSignedIn(browser)).toBe(false)
    const { flow } = reply.json<{ flow: string }>()
    const done = await browser.api('PUT', `/api/sessions/flows/${flow}/new-password`, {
      newPassword: 'Candle-in-4-windows',
    })
    expect(done.status).toBe(201)
  })

  test('a suspension is told to the right passkey, and to no other answer', async () => {
    const owner = await newOwner()
    await server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [owner.account.id])
    for (const by of [byApi, byPage]) {
      const browser = server.browser()
      const wrong = owner.authenticator.get(await askAt(browser, optionsPath), { origin: 'http://evil.example' })
      expect((await by(browser, wrong)).text).not.toMatch(/suspended/)
      const right = await by(browser, owner.authenticator.get(await askAt(browser, optionsPath)))
      expect(right.text).toMatch(/This account is suspended/)
      expect(await isSignedIn(browser)).toBe(false)
    }
  })

  test('ends the session of the cookie that came along', async () => {
    const owner = await newOwner()
    const before = owner.browser.cookies.get('porchlight')
    await byApi(owner.browser, owner.authenticator.get(await askAt(owner.browser, optionsPath)))
    const former = server.browser()
    former.cookies.set('porchlight', before ?? '')
    expect([await isSignedIn(former), await isSignedIn(owner.browser)]).toEqual([false, true])
  })

  test('one that was removed is told to be unknown', async () => {
    const owner = await newOwner()
    await server.database.owner.query('delete from passkeys where account_id = $1', [owner.account.id])
    const browser = server.browser()
    const reply = await byPage(browser, owner.authenticator.get(await askAt(browser, optionsPath)))
    expect([reply.status, reply.text.includes('does not know that passkey')]).toEqual([422, true])
  })
})

test('passkey options do not tell which accounts have passkeys', async () => {
  const owner = await newOwner()
  const browser = server.browser()
  const one = await browser.api('POST', optionsPath)
  const other = await browser.api('POST', optionsPath, undefined, { headers: { 'x-login': owner.account.username } })
  const without = ({ challenge, ...rest }: { challenge: string }) => rest
  expect(without(one.json())).toEqual(without(other.json()))
  expect(one.json()).toMatchObject({ allowCredentials: [], userVerification: 'required', rpId: 'localhost' })
  expect((await browser.api('POST', optionsPath, { login: owner.account.username })).status).not.toBe(500)
})

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
    const { authenticator } = await newOwner()
    const browser = server.browser()
    const reply = await by(browser, authenticator.get(await askAt(browser, optionsPath), tweaks))
    expect(reply.status).toBe(422)
    expect(await isSignedIn(browser)).toBe(false)
  })

  test('signing in: another passkey’s signature', async () => {
    const [mine, other] = [await newOwner(), await newOwner()]
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
    const { authenticator } = await newOwner({ counts: false })
    const browser = server.browser()
    const answer = authenticator.get(await askAt(browser, optionsPath))
    expect((await by(browser, answer)).status).toBeLessThan(400)
    browser.cookies.delete('porchlight')
    expect((await by(browser, answer)).status).toBeGreaterThanOrEqual(409)
    expect(await isSignedIn(browser)).toBe(false)
  })

  test('signing in: 20 at once, and one gets in', async () => {
    const owner = await newOwner({ counts: false })
    const browser = server.browser()
    const answer = owner.authenticator.get(await askAt(browser, optionsPath))
    const replies = await Promise.all(Array.from({ length: 20 }, () => byApi(browser, answer)))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)])
    expect((await eventsOf(owner)).filter((action) => action === 'sign-in.succeeded')).toHaveLength(1)
  })

  test('signing in: in another browser, or after five minutes, it does not count', async () => {
    const { authenticator } = await newOwner()
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
    const { browser, authenticator } = await newOwner()
    const confirming = authenticator.get(await askAt(browser, '/api/session/confirmations/passkey-options'))
    await askAt(browser, optionsPath)
    expect(codeOf(await byApi(browser, confirming))).toBe('passkey-over')
    const signing = authenticator.get(await askAt(browser, optionsPath))
    const reply = await browser.api('POST', '/api/session/confirmations/passkey', { credential: signing })
    expect(codeOf(reply)).toBe('passkey-over')
  })

  test('two tabs of one browser do not void each other’s', async () => {
    const { authenticator } = await newOwner()
    const browser = server.browser()
    const first = await askAt(browser, optionsPath)
    await askAt(browser, optionsPath)
    expect((await byApi(browser, authenticator.get(first))).status).toBe(201)
  })
})

describe('the counter of signatures', () => {
  test('one that goes back or stands still is refused, and written down', async () => {
    const owner = await newOwner()
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
    const owner = await newOwner()
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const browser = server.browser()
        return byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath), { counter: 9 }))
      }),
    )
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  test('authenticators that do not count are let in each time', async () => {
    const owner = await newOwner({ counts: false })
    for (let time = 0; time < 2; time += 1) {
      const browser = server.browser()
      expect((await byApi(browser, owner.authenticator.get(await askAt(browser, optionsPath)))).status).toBe(201)
    }
  })
})

describe('confirming with a passkey', () => {
  test('makes the session recent again under a new token', async () => {
    const { browser, authenticator } = await newOwner()
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
    const { browser, authenticator } = await newOwner()
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

  test('somebody else’s passkey confirms nothing', async () => {
    const [mine, other] = [await newOwner(), await newOwner()]
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

test('at an address that is a number there are no passkeys, and the pages say why', async () => {
  const numbered = await startTestServer({ database: server.database })
  const { browser } = await newPerson(numbered)
  expect((await browser.get('/account/security/passkeys')).text).toContain('http://localhost works')
  expect((await browser.api('POST', '/api/account/passkeys/options')).status).toBe(404)
  const stranger = numbered.browser()
  expect((await stranger.get('/login')).text).not.toContain('passkey')
  expect(codeOf(await stranger.api('POST', optionsPath))).toBe('passkeys-unavailable')
  await numbered.stop()
})
