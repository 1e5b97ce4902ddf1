import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppOwner, giveBackupCodes, newAppOwner, wrongCode } from '../../../test/support/apps.ts'
import type { Browser, Reply } from '../../../test/support/browser.ts'
import { hours } from '../../../test/support/clock.ts'
import { startTwoNodes, type TwoNodes } from '../../../test/support/two-nodes.ts'

const limits = {
  RATE_LIMITS: 'on',
  LIMIT_SIGN_IN_ADDRESS: '1000/minute',
  LIMIT_WRITES: '1000/minute',
  LIMIT_SIGN_IN_DEVICE: '500/hour',
  LIMIT_SECOND_FACTOR: '6/hour',
}

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await startTwoNodes({ env: limits })
})
afterAll(() => nodes.stop())

let addresses = 0
const somewhere = (turn: number): Browser => {
  const browser = (turn % 2 === 0 ? nodes.here : nodes.there).browser()
  browser.ip = `198.51.100.${++addresses % 250}`
  return browser
}

async function midway({ account, password }: AppOwner, turn: number) {
  const browser = somewhere(turn)
  const reply = await browser.api('POST', '/api/sessions', { login: account.username, password })
  expect(reply.json()).toMatchObject({ next: 'second-factor' })
  return { browser, flow: String(reply.json().flow) }
}

type Half = Awaited<ReturnType<typeof midway>>
const ways = [
  [
    'API',
    ({ browser, flow }: Half, typed: object) => browser.api('PUT', `/api/sessions/flows/${flow}/second-factor`, typed),
  ],
  [
    'page',
    ({ browser }: Half, typed: Record<string, string>) =>
      browser.post(`/login/second-factor${'code' in typed ? '' : '/backup-code'}`, typed),
  ],
] as const

const statuses = (replies: readonly Reply[]) => replies.map(({ status }) => status)

describe.each(ways)(
  'codes (TOTP, backup, mail) count per account, over sessions, apart from the password counter: %s',
  (_, prove) => {
    test('from other addresses, in other sign-ins, at other servers, of either kind', async () => {
      const owner = await newAppOwner(nodes.here)
      await giveBackupCodes(nodes.here, owner.account.id)
      for (let turn = 0; turn < 6; turn += 1) {
        const typed = turn % 3 === 2 ? { backupCode: '0000-0000-0000-0000' } : { code: wrongCode(owner.app) }
        expect((await prove(await midway(owner, turn), typed)).status).toBe(422)
      }
      const right = await prove(await midway(owner, 0), { code: owner.app.code() })
      expect(right.status).toBe(429)
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(right.text).toMatch(/Too many|too-many/)
      // The password goes on as before, and nobody else is kept out.
      const other = await newAppOwner(nodes.here)
      expect([200, 201, 303]).toContain((await prove(await midway(other, 1), { code: other.app.code() })).status)
      nodes.here.advance(hours(1))
      nodes.there.advance(hours(1))
      expect([201, 303]).toContain((await prove(await midway(owner, 0), { code: owner.app.code() })).status)
    })

    test('of 20 at once no more than the limit are looked at', async () => {
      const owner = await newAppOwner(nodes.here)
      const half = await midway(owner, 0)
      const replies = await Promise.all(Array.from({ length: 20 }, () => prove(half, { code: wrongCode(owner.app) })))
      expect(statuses(replies).filter((status) => status === 422)).toHaveLength(6)
      expect(statuses(replies).filter((status) => status === 429)).toHaveLength(14)
    })
  },
)

test('a question in between shares that counter, and a wrong password uses none of it up', async () => {
  const owner = await newAppOwner(nodes.here)
  nodes.here.advance(hours(0.3))
  nodes.there.advance(hours(0.3))
  const confirm = (body: object) => owner.browser.api('POST', '/api/session/confirmations', body)
  const code = wrongCode(owner.app)
  for (let turn = 0; turn < 8; turn += 1)
    expect((await confirm({ password: 'not-it', code })).json()).toMatchObject({ errors: [{ pointer: '/password' }] })
  for (let turn = 0; turn < 6; turn += 1)
    expect((await confirm({ password: owner.password, code })).json()).toMatchObject({ errors: [{ pointer: '/code' }] })
  expect((await confirm({ password: owner.password, code: owner.app.code() })).status).toBe(429)
  const half = await midway(owner, 0)
  const reply = await half.browser.api('PUT', `/api/sessions/flows/${half.flow}/second-factor`, {
    code: owner.app.code(),
  })
  expect(reply.status).toBe(429)
})
