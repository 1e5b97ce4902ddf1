import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hours } from '../../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../../test/support/two-nodes.ts'
import { choice, makingAt, path, pathOf } from './fixtures/making.ts'

let nodes: TwoNodes
let admin: Person
let at: ReturnType<typeof makingAt>
beforeAll(async () => {
  nodes = await startTwoNodes()
  admin = await newPerson(nodes.here, { role: 'admin' })
  at = makingAt(nodes, admin)
})
afterAll(() => nodes.stop())

describe('the link', () => {
  const renew = (id: string, by = admin.browser) => by.api('POST', `/api/admin/accounts/${id}/opening-link`)

  test('works once, 20 at once', async () => {
    const person = await at.made()
    const browsers = await Promise.all(Array.from({ length: 20 }, () => at.follow(pathOf(person.link))))
    const replies = await Promise.all(
      browsers.map((browser, n) => sameAt(n % 2 === 0 ? nodes.here : nodes.there, browser).post(path, choice)),
    )
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410 || status === 503)).toHaveLength(19)
  })

  test('dies when another is made, when the address changes, at a suspension and after three days', async () => {
    const reason = 'A slip of the pen'
    const endings: ((id: string) => Promise<{ status: number }>)[] = [
      (id) => renew(id),
      (id) => admin.browser.api('PATCH', `/api/admin/accounts/${id}`, { email: `moved-${id}@example.org`, reason }),
      (id) => admin.browser.api('PUT', `/api/admin/accounts/${id}/suspension`, { reason, until: null }),
    ]
    for (const end of endings) {
      const person = await at.made()
      expect((await end(person.account.id)).status).toBeLessThan(205)
      expect((await (await at.follow(pathOf(person.link))).get(path)).status).toBe(410)
    }
    const late = await at.made()
    const ends = Date.parse(late.link?.expiresAt ?? '') - nodes.here.now().getTime()
    expect(ends).toBeGreaterThan(hours(71))
    expect(ends).toBeLessThanOrEqual(hours(72))
    await at.query('update one_time_links set expires_at = now() where account_id = $1', [late.account.id])
    expect((await (await at.follow(pathOf(late.link))).get(path)).status).toBe(410)
  })

  test('made 20 at once on two servers: one of them works', async () => {
    const person = await at.made()
    const tries = Array.from({ length: 20 }, (_, n) =>
      renew(person.account.id, sameAt(n % 2 === 0 ? nodes.here : nodes.there, admin.browser)),
    )
    const links = (await Promise.all(tries)).map((reply) => reply.json<{ url: string }>())
    const opened = []
    for (const link of links) opened.push((await (await at.follow(pathOf(link))).get(path)).status)
    expect(opened.filter((status) => status === 200)).toHaveLength(1)
    expect(opened.filter((status) => status === 410)).toHaveLength(19)
  })

  test('is not made for whoever has a password, for the suspended and for nobody', async () => {
    const person = await at.made()
    expect((await at.open(person)).status).toBe(303)
    const codeOf = async (id: string) => {
      const { status, json } = await renew(id)
      return [status, json().code]
    }
    expect(await codeOf(person.account.id)).toEqual([409, 'already-open'])
    expect(await codeOf(admin.account.id)).toEqual([409, 'already-open'])
    const { account } = await at.made()
    await admin.browser.api('PUT', `/api/admin/accounts/${account.id}/suspension`, { reason: 'A try', until: null })
    expect(await codeOf(account.id)).toEqual([409, 'account-not-open'])
    expect(await codeOf('999999')).toEqual([404, 'account-not-found'])
  })

  test('leaves no trace in logs, and no table or job holds a usable token', async () => {
    const person = await at.made()
    const token = new URL(person.link?.url ?? '').searchParams.get('token') ?? ''
    expect(token.length).toBeGreaterThan(40)
    expect(JSON.stringify([nodes.here.logLines, nodes.there.logLines])).not.toContain(token)
    const rows = await at.query('select l::text from one_time_links l where account_id = $1', [person.account.id])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token.slice(32))
    const file = await admin.browser.get(`/admin/accounts/${person.account.id}`)
    expect(file.text).not.toContain(token)
  })
})
