import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../../test/support/two-nodes.ts'

let nodes: TwoNodes
let admin: Person
beforeAll(async () => {
  nodes = await startTwoNodes()
  admin = await newPerson(nodes.here, { role: 'admin' })
})
afterAll(() => nodes.stop())

const reason = 'Links to casinos'
const forGood = { reason, until: null }
const of = ({ account }: Person) => `/api/admin/accounts/${account.id}`
const suspend = (by: Browser, who: Person, body: object = forGood) => by.api('PUT', `${of(who)}/suspension`, body)
const setRole = (by: Browser, who: Person, role: string) => by.api('PUT', `${of(who)}/role`, { role, reason })
const remove = (by: Browser, who: Person) => by.api('DELETE', of(who), { confirmUsername: who.account.username })
const rowOf = async (who: Person) =>
  (await nodes.here.database.owner.query('select * from accounts where id = $1', [who.account.id])).rows[0]

describe('an admin cannot take away their own account, and the last admin cannot go at all', () => {
  const codeOf = async (reply: Promise<{ status: number; json(): { code?: unknown } }>) => {
    const { status, json } = await reply
    return [status, json().code]
  }

  test('own account: suspension, role and deletion are refused', async () => {
    const other = await newPerson(nodes.here, { role: 'admin' })
    expect(await codeOf(suspend(admin.browser, admin))).toEqual([409, 'own-account'])
    expect(await codeOf(setRole(admin.browser, admin, 'member'))).toEqual([409, 'own-account'])
    expect(await codeOf(remove(admin.browser, admin))).toEqual([409, 'own-account'])
    expect((await setRole(admin.browser, other, 'member')).status).toBe(204)
    expect(await rowOf(admin)).toMatchObject({ role: 'admin', status: 'active' })
  })

  test.each([
    ['suspend', (by: Browser, who: Person) => suspend(by, who)],
    ['demote', (by: Browser, who: Person) => setRole(by, who, 'member')],
    ['delete', (by: Browser, who: Person) => remove(by, who)],
  ])('two admins who %s each other, 20 at once on two servers: one admin stays', async (_, take) => {
    const { owner } = nodes.here.database
    await owner.query(`update accounts set role = 'member'`)
    const [one, two] = [await newPerson(nodes.here, { role: 'admin' }), await newPerson(nodes.here, { role: 'admin' })]
    const tries = Array.from({ length: 20 }, (_, at) => {
      const [by, who] = at % 2 === 0 ? [one, two] : [two, one]
      return take(sameAt(at % 4 < 2 ? nodes.here : nodes.there, by.browser), who)
    })
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status >= 500)).toEqual([])
    expect(statuses).toContain(204)
    const { rows } = await owner.query(`select id from accounts where role = 'admin' and status = 'active'`)
    expect(rows).toHaveLength(1)
    await owner.query(`update accounts set role = 'admin' where id = $1`, [admin.account.id])
  })
})

test('a session that is opened while its account is suspended opens nothing, then or later', async () => {
  const fresh = await newPerson(nodes.here, { role: 'admin' })
  for (let round = 0; round < 5; round += 1) {
    const who = await newPerson(nodes.here)
    const browser = nodes.there.browser()
    const login = { login: who.account.username, password: who.password }
    const [, suspended] = await Promise.all([browser.api('POST', '/api/sessions', login), suspend(fresh.browser, who)])
    expect(suspended.status).toBe(204)
    expect((await fresh.browser.api('DELETE', `${of(who)}/suspension`)).status).toBe(204)
    const { rows } = await nodes.here.database.owner.query('select 1 from sessions where account_id = $1', [
      who.account.id,
    ])
    expect(rows).toEqual([])
  }
})
