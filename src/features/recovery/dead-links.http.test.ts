import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hours } from '../../../test/support/clock.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { offerLink } from '../links/index.ts'
import { follow, fresh, linkKey, newLink, offer, path, twice } from './fixtures/links.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('expired, used, random and foreign tokens give the same page', () => {
  const essence = ({ status, text }: { status: number; text: string }) => `${status} ${text}`

  test('by looking and by sending', async () => {
    const used = await newLink(server)
    await (await follow(server, used.token)).post(path, twice(fresh))
    const changed = await newLink(server)
    await server.database.owner.query('update passwords set changed_at = $1 where account_id = $2', [
      new Date(),
      changed.account.id,
    ])
    const moved = await newLink(server)
    await server.database.owner.query(`update accounts set email = 'moved@example.org' where id = $1`, [
      moved.account.id,
    ])
    const suspended = await newLink(server)
    await server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [suspended.account.id])
    const erased = await newLink(server)
    await server.database.owner.query('delete from accounts where id = $1', [erased.account.id])
    const forOther = { purpose: 'first-admin', accountId: null, now: server.now(), life: 60 } as const
    const key = await linkKey(server)
    const foreign = await server.database.db.transaction((tx) => offerLink(tx, key, forOther))
    const living = await newLink(server)
    const tokens = [
      used.token,
      changed.token,
      moved.token,
      suspended.token,
      erased.token,
      foreign,
      `${living.token.slice(0, -1)}${living.token.endsWith('A') ? 'B' : 'A'}`,
      'x',
      '',
      '\0; drop table',
      'x'.repeat(5_000),
    ]
    const answers = new Set<string>()
    for (const token of tokens) {
      const browser = await follow(server, encodeURIComponent(token))
      answers.add(essence(await browser.get(path)))
      const again = await follow(server, encodeURIComponent(token))
      answers.add(essence(await again.post(path, twice(fresh))))
    }
    answers.add(essence(await server.browser().get(path)))
    answers.add(essence(await server.browser().post(path, twice(fresh))))

    expect(answers.size).toBe(1)
    expect([...answers][0]).toMatch(/^410 .*This link does not work any more/s)
  })

  test('it dies with the password it replaces, and another can be made', async () => {
    const { account, password, browser, token } = await newLink(server)
    const change = { currentPassword: password, newPassword: fresh }
    expect((await browser.api('PUT', '/api/account/password', change)).status).toBe(204)
    expect((await (await follow(server, token)).get(path)).status).toBe(410)
    const next = await offer(server, account.id)
    expect(next).not.toBe(token)
    expect((await (await follow(server, next)).get(path)).status).toBe(200)
  })

  test('it dies with the address, and another can be made', async () => {
    const { account, token } = await newLink(server)
    await server.database.owner.query(`update accounts set email = 'elsewhere@example.org' where id = $1`, [account.id])
    const next = await offer(server, account.id)
    expect(next).not.toBe(token)
    expect((await (await follow(server, next)).post(path, twice(fresh))).status).toBe(303)
  })

  test('it lives for 24 hours', async () => {
    const { token } = await newLink(server)
    const late = await newLink(server)
    server.advance(hours(23.9))
    expect((await (await follow(server, token)).post(path, twice(fresh))).status).toBe(303)
    server.advance(hours(0.2))
    expect((await (await follow(server, late.token)).get(path)).status).toBe(410)
  })
})
