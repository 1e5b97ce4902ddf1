import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppOwner, giveBackupCodes, newAppOwner, wrongCode } from '../../../test/support/apps.ts'
import type { Browser, Reply } from '../../../test/support/browser.ts'
import { newPerson } from '../../../test/support/people.ts'
import { type TestServer, withMail } from '../../../test/support/server.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../test/support/two-nodes.ts'

let nodes: TwoNodes
let server: TestServer
beforeAll(async () => {
  nodes = await startTwoNodes({ env: withMail })
  server = nodes.here
})
afterAll(() => nodes.stop())

type Midway = { readonly browser: Browser; readonly flow: string }

/** A browser in which the password was right, and the number of its sign-in. */
async function midway({ account, password }: AppOwner, at: TestServer = server): Promise<Midway> {
  const browser = at.browser()
  const reply = await browser.api('POST', '/api/sessions', { login: account.username, password })
  expect([reply.status, reply.json<{ next: string }>().next]).toEqual([200, 'second-factor'])
  return { browser, flow: reply.json<{ flow: string }>().flow }
}

/** Twenty of them, at two servers; one after the other, since the tries at one password at once have a limit. */
async function midwayTwenty(owner: AppOwner): Promise<Midway[]> {
  const halves: Midway[] = []
  for (let at = 0; at < 20; at += 1) halves.push(await midway(owner, at % 2 === 0 ? nodes.here : nodes.there))
  return halves
}

const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/session')).status === 200
const succeeded = ({ status }: Reply) => status === 201 || status === 303
const methodsOf = async ({ account }: AppOwner) =>
  (
    await server.database.owner.query<{ methods: string[] }>(
      'select methods from sessions where account_id = $1 order by created_at desc limit 1',
      [account.id],
    )
  ).rows[0]?.methods

type Typed = { code: string } | { backupCode: string }

const ways = [
  [
    'API',
    ({ browser, flow }: Midway, typed: Typed) => browser.api('PUT', `/api/sessions/flows/${flow}/second-factor`, typed),
  ],
  [
    'page',
    ({ browser }: Midway, typed: Typed) =>
      'code' in typed
        ? browser.post('/login/second-factor', typed)
        : browser.post('/login/second-factor/backup-code', typed),
  ],
] as const

describe.each(ways)('the second factor by code: %s', (_, prove) => {
  test('the code that the app shows opens the session, by two methods', async () => {
    const owner = await newAppOwner(server)
    const half = await midway(owner)
    expect(succeeded(await prove(half, { code: owner.app.code() }))).toBe(true)
    expect(await isSignedIn(half.browser)).toBe(true)
    expect(await methodsOf(owner)).toEqual(['password', 'totp'])
  })

  test('a wrong one and none at all are told apart, open nothing, and leave the step as it was', async () => {
    const owner = await newAppOwner(server)
    const half = await midway(owner)
    const wrong = await prove(half, { code: wrongCode(owner.app) })
    expect([wrong.status, /code-wrong|That code is not right/.test(wrong.text)]).toEqual([422, true])
    const none = await prove(half, { code: ' ' })
    expect([none.status, /missing|Type the code/.test(none.text)]).toEqual([422, true])
    expect(await isSignedIn(half.browser)).toBe(false)
    expect(succeeded(await prove(half, { code: owner.app.code() }))).toBe(true)
  })

  test('a TOTP code works once, 20 at once, over challenges; older steps are refused', async () => {
    const owner = await newAppOwner(server)
    const halves = await midwayTwenty(owner)
    const code = owner.app.code()
    const replies = await Promise.all(halves.map((half) => prove(half, { code })))
    expect(replies.filter(succeeded)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 422)).toHaveLength(19)
    const late = await midway(owner)
    for (const steps of [0, -1]) expect((await prove(late, { code: owner.app.code(steps) })).status).toBe(422)
    expect(succeeded(await prove(late, { code: owner.app.code(1) }))).toBe(true)
  })

  test('a backup code works once, 20 at once, and spends the current TOTP steps; the owner is told', async () => {
    const owner = await newAppOwner(server)
    const [backupCode = ''] = await giveBackupCodes(server, owner.account.id)
    const halves = await midwayTwenty(owner)
    const replies = await Promise.all(halves.map((half) => prove(half, { backupCode })))
    expect(replies.filter(succeeded)).toHaveLength(1)
    expect(await methodsOf(owner)).toEqual(['password', 'backup-code'])
    const late = await midway(owner)
    for (const steps of [-1, 0, 1])
      expect((await prove(late, { code: owner.app.code(steps) })).status, `${steps}`).toBe(422)
    const mails = await server.database.owner.query('select kind from mails where account_id = $1', [owner.account.id])
    expect(mails.rows.map(({ kind }) => kind).filter((kind) => kind === 'backup-code-used')).toHaveLength(1)
  })

  test('somebody else’s codes open nothing', async () => {
    const [owner, other] = [await newAppOwner(server), await newAppOwner(server)]
    const [backupCode = ''] = await giveBackupCodes(server, other.account.id)
    const half = await midway(owner)
    expect((await prove(half, { code: other.app.code() })).status).toBe(422)
    expect((await prove(half, { backupCode })).status).toBe(422)
  })

  test('a suspension meanwhile opens nothing, and the code stays unspent', async () => {
    const owner = await newAppOwner(server)
    const half = await midway(owner)
    const status = (value: string) =>
      server.database.owner.query('update accounts set status = $2 where id = $1', [owner.account.id, value])
    await status('suspended')
    expect((await prove(half, { code: owner.app.code() })).status).toBe(403)
    await status('active')
    expect(succeeded(await prove(half, { code: owner.app.code() }))).toBe(true)
  })

  test('steps of a flow cannot be skipped, swapped or mixed between two flows', async () => {
    const owner = await newAppOwner(server)
    const [one, two] = [await midway(owner), await midway(owner)]
    const mixed = { browser: one.browser, flow: two.flow }
    const reply = await mixed.browser.api('PUT', `/api/sessions/flows/${mixed.flow}/second-factor`, {
      code: owner.app.code(),
    })
    expect(reply.json()).toMatchObject({ status: 409, code: 'sign-in-over' })
    const stranger = { browser: server.browser(), flow: one.flow }
    expect([303, 409]).toContain((await prove(stranger, { code: owner.app.code() })).status)
    expect(await isSignedIn(stranger.browser)).toBe(false)
    const token = one.browser.cookies.get('porchlight-flow') ?? ''
    expect(succeeded(await prove(one, { code: owner.app.code() }))).toBe(true)
    one.browser.cookies.clear()
    one.browser.cookies.set('porchlight-flow', token)
    await prove(one, { code: owner.app.code(1) })
    expect(await isSignedIn(one.browser)).toBe(false)
  })
})

test('a half-signed-in session opens nothing but the second factor, also from the cache', async () => {
  const owner = await newAppOwner(server)
  // The session from before is in the cache of both servers.
  const before = [owner.browser, sameAt(nodes.there, owner.browser)]
  for (const browser of before) expect(await isSignedIn(browser)).toBe(true)
  const reply = await owner.browser.api('POST', '/api/sessions', {
    login: owner.account.username,
    password: owner.password,
  })
  expect(reply.json()).toMatchObject({ next: 'second-factor' })
  for (const half of [owner.browser, sameAt(nodes.there, owner.browser)]) {
    for (const path of ['/api/account', '/api/session', '/api/account/passkeys'])
      expect((await half.api('GET', path)).status, path).toBe(401)
    for (const path of ['/account', '/account/security', '/login/new-password', '/login/terms', '/login/enroll'])
      expect((await half.get(path)).headers.get('location'), path).toMatch(/^\/login(\?|$)/)
    const token = half.cookies.get('porchlight-flow') ?? ''
    const posed = half === owner.browser ? nodes.here.browser() : nodes.there.browser()
    posed.cookies.set('porchlight', token)
    expect(await isSignedIn(posed)).toBe(false)
  }
})

test('the token changes at sign-in, at the second factor, at re-authentication, and the old one dies', async () => {
  const owner = await newAppOwner(server)
  const seen: string[] = [owner.browser.cookies.get('porchlight') ?? '']
  const { browser } = owner
  const reply = await browser.api('POST', '/api/sessions', { login: owner.account.username, password: owner.password })
  const flow = String(reply.json().flow)
  seen.push(browser.cookies.get('porchlight-flow') ?? '')
  await browser.api('PUT', `/api/sessions/flows/${flow}/second-factor`, { code: owner.app.code() })
  seen.push(browser.cookies.get('porchlight') ?? '')
  const confirmed = await browser.api('POST', '/api/session/confirmations', {
    password: owner.password,
    code: owner.app.code(1),
  })
  expect(confirmed.status).toBe(204)
  expect(new Set([...seen, browser.cookies.get('porchlight') ?? '']).size).toBe(4)
  expect(await isSignedIn(browser)).toBe(true)
  for (const at of [nodes.here, nodes.there])
    for (const token of seen) {
      const old = at.browser()
      old.cookies.set('porchlight', token)
      old.cookies.set('porchlight-flow', token)
      expect(await isSignedIn(old)).toBe(false)
      expect((await old.get('/login/second-factor')).status).toBe(303)
    }
})

test('without a second factor nobody is asked for one', async () => {
  const { account, password } = await newPerson(server)
  const reply = await server.browser().api('POST', '/api/sessions', { login: account.username, password })
  expect(reply.status).toBe(201)
})
