import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { follow, fresh, offer, path, twice } from '../../src/features/recovery/fixtures/links.ts'
import { followed, notMeToken } from '../../src/features/recovery/fixtures/stranger.ts'
import type { Browser } from '../support/browser.ts'
import { newPerson, type Person } from '../support/people.ts'
import { giveToken, Program } from '../support/program.ts'
import type { TestServer } from '../support/server.ts'
import { startTwoNodes, type TwoNodes, untilClosed } from '../support/two-nodes.ts'

let nodes: TwoNodes
let here: TestServer
let there: TestServer
let admin: Browser
beforeAll(async () => {
  nodes = await startTwoNodes({ env: { SESSION_CACHE_SECONDS: '5' } })
  here = nodes.here
  there = nodes.there
  admin = (await newPerson(here, { role: 'admin' })).browser
})
afterAll(() => nodes.stop())

// Copies live for 5 s; what ends sooner was ended by a message.
const soon = 2_500

type Owner = Person & { readonly id: string; readonly near: Program; readonly far: Program }

/** Somebody whose program both servers have in memory. */
async function owner(): Promise<Owner> {
  const person = await newPerson(here)
  const { id, token, program: near } = await giveToken(here, person.browser)
  const far = new Program(there.origin, token)
  for (const program of [near, far]) expect((await program.get('/api/account')).status).toBe(200)
  return { ...person, id, near, far }
}

async function requireClosed({ near, far }: Owner): Promise<void> {
  // What one server ends it has not in memory itself when it answers.
  expect((await near.get('/api/account')).json()).toMatchObject({ status: 401, code: 'token-invalid' })
  expect(await untilClosed(far)).toBeLessThan(soon)
}

const eventsOf = async ({ account }: Owner) =>
  (
    await here.database.owner.query(
      `select action from audit_events where subject_id = $1 and action = 'access-tokens.ended'`,
      [account.id],
    )
  ).rowCount

const about = ({ account }: Owner, below: string) => `/api/admin/accounts/${account.id}/${below}`
const reason = 'Found in a list of stolen passwords.'

const ends: readonly (readonly [string, (one: Owner) => Promise<unknown>])[] = [
  [
    'a change of the password',
    async ({ browser, password }) => {
      const change = { currentPassword: password, newPassword: fresh }
      expect((await browser.api('PUT', '/api/account/password', change)).status).toBe(204)
    },
  ],
  [
    'a new password by a link',
    async ({ account }) => {
      const browser = await follow(here, await offer(here, account.id))
      expect((await browser.post(path, twice(fresh))).status).toBe(303)
    },
  ],
  [
    'a word of the owner that somebody else signed in',
    async ({ account }) => {
      const browser = await followed(here, await notMeToken(here, account.id))
      expect((await browser.post('/not-me', {})).status).toBe(303)
    },
  ],
  [
    'a new password that an admin makes due',
    async (one) => expect((await admin.api('PUT', about(one, 'password-due'), { reason })).status).toBe(204),
  ],
  [
    'suspension',
    async (one) => expect((await admin.api('PUT', about(one, 'suspension'), { reason, until: null })).status).toBe(204),
  ],
  [
    'another role',
    async (one) => expect((await admin.api('PUT', about(one, 'role'), { role: 'moderator', reason })).status).toBe(204),
  ],
  ['an admin who signs out everywhere', async (one) => void (await admin.api('DELETE', about(one, 'sessions')))],
]

describe('sign-out, password change, reset, suspension, role change and factor change end sessions on every node: and tokens', () => {
  test.each(ends)('%s', async (_, end) => {
    const one = await owner()
    await end(one)
    await requireClosed(one)
    expect(await eventsOf(one)).toBe(1)
  })

  test('a suspension that is lifted brings none of them back', async () => {
    const one = await owner()
    await admin.api('PUT', about(one, 'suspension'), { reason, until: null })
    await admin.api('DELETE', about(one, 'suspension'))
    await requireClosed(one)
  })

  test('leaving, and nothing of them stays', async () => {
    const one = await owner()
    const { browser, account } = one
    expect((await browser.api('DELETE', '/api/account', { confirmUsername: account.username })).status).toBe(204)
    await requireClosed(one)
    const { rowCount } = await here.database.owner.query('select 1 from access_tokens where account_id = $1', [
      account.id,
    ])
    expect(rowCount).toBe(0)
  })

  test('being revoked', async () => {
    const one = await owner()
    const { browser, id } = one
    expect((await browser.api('DELETE', `/api/account/access-tokens/${id}`)).status).toBe(204)
    await requireClosed(one)
  })

  test('but signing out does not, here or everywhere else: a program does not live in a browser', async () => {
    const { browser, near, far } = await owner()
    await browser.api('DELETE', '/api/account/sessions')
    await browser.api('DELETE', '/api/session')
    for (const program of [near, far]) expect((await program.get('/api/account')).status).toBe(200)
  })
})

describe('a copy in memory', () => {
  test('answers without a message for 5 seconds at most, and ends with its token however young it is', async () => {
    const { far, id } = await owner()
    await here.database.owner.query('delete from access_tokens where id = $1', [id])
    expect((await far.get('/api/account')).status).toBe(200)
    expect(await untilClosed(far)).toBeLessThan(7_000)
  })

  test('shows a change of the account at the next moment', async () => {
    const { far, near } = await owner()
    expect((await near.api('PATCH', '/api/account', { displayName: 'Another' })).status).toBe(200)
    const nameThere = async () => (await far.get('/api/account')).json().displayName
    await expect.poll(nameThere, { timeout: soon }).toBe('Another')
  })
})

test('a token that is made while the password changes ends with the others, or is not made', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { browser, password } = await newPerson(here)
    const body = { name: 'Meanwhile', scopes: ['account:read'], expiresInDays: 1 }
    const makes = Array.from({ length: 6 }, (_, at) =>
      browser.api('POST', '/api/account/access-tokens', { ...body, name: `Meanwhile ${at}` }),
    )
    const change = { currentPassword: password, newPassword: fresh }
    const [changed, ...made] = await Promise.all([browser.api('PUT', '/api/account/password', change), ...makes])
    expect(changed.status).toBe(204)
    for (const reply of made.filter(({ status }) => status === 201)) {
      const { token } = reply.json<{ token: string }>()
      expect((await new Program(here.origin, token).get('/api/account')).status).toBe(401)
    }
  }
})
