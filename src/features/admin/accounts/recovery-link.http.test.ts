import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Reply } from '../../../../test/support/browser.ts'
import { hours } from '../../../../test/support/clock.ts'
import { newOwner } from '../../../../test/support/passkeys.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { withMail } from '../../../../test/support/server.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../../test/support/two-nodes.ts'
import { fresh, path, pathOf } from './fixtures/making.ts'

type Link = { url: string; expiresAt: string }

let nodes: TwoNodes
let admin: Person
beforeAll(async () => {
  nodes = await startTwoNodes({ host: 'localhost', env: withMail })
  admin = await newPerson(nodes.here, { role: 'admin' })
})
afterAll(() => nodes.stop())

const make = (by: Browser, { account }: Pick<Person, 'account'>) =>
  by.api('POST', `/api/admin/accounts/${account.id}/recovery-link`)
const linkFor = async (who: Person) => (await make(admin.browser, who)).json<Link>()
const codeOf = (reply: Reply) => [reply.status, reply.json<{ code: string }>().code]
const query = async (text: string, values: unknown[] = []) => (await nodes.here.database.owner.query(text, values)).rows
const choice = { newPassword: fresh, newPasswordAgain: fresh }
async function follow(link: Link): Promise<Browser> {
  const browser = nodes.here.browser()
  await browser.get(pathOf(link))
  return browser
}
const statusOf = async (link: Link) => (await (await follow(link)).get(path)).status

describe('a recovery link that an admin makes', () => {
  test('sets a password once, within 24 hours, and the second factor is asked for all the same', async () => {
    const owner = await newOwner(nodes.here)
    const link = await linkFor(owner)
    const life = Date.parse(link.expiresAt) - nodes.here.now().getTime()
    expect([life > hours(23), life <= hours(24)]).toEqual([true, true])
    const browser = await follow(link)
    expect((await browser.post(path, choice)).status).toBe(303)
    expect((await browser.get('/api/session')).status).toBe(401)
    expect((await owner.browser.get('/api/session')).status).toBe(401)
    expect(await statusOf(link)).toBe(410)
    const signIn = await browser.api('POST', '/api/sessions', { login: owner.account.username, password: fresh })
    expect([signIn.status, signIn.json<{ next: string }>().next]).toEqual([200, 'second-factor'])
  })

  test('changes nothing by itself, stands in the activity with who made it, and the owner is told by mail', async () => {
    const who = await newPerson(nodes.here)
    await linkFor(who)
    const { items } = (await who.browser.api('GET', '/api/account/events')).json<{ items: { action: string }[] }>()
    expect(items.find(({ action }) => action === 'link.made')).toMatchObject({ actor: 'other' })
    const kinds = await query('select kind from mails where account_id = $1', [who.account.id])
    expect(kinds).toEqual([{ kind: 'recovery-link-made' }])
    const login = { login: who.account.username, password: who.password }
    expect((await nodes.here.browser().api('POST', '/api/sessions', login)).status).toBe(201)
  })

  test('dies when another is made, when password or address change, at a suspension and after a day', async () => {
    const reason = 'A slip of the pen'
    const endings: ((who: Person) => Promise<{ status: number }>)[] = [
      (who) => make(admin.browser, who),
      ({ browser, password }) =>
        browser.api('PUT', '/api/account/password', { currentPassword: password, newPassword: fresh }),
      ({ account: { id } }) =>
        admin.browser.api('PATCH', `/api/admin/accounts/${id}`, { email: `moved-${id}@example.org`, reason }),
      ({ account: { id } }) =>
        admin.browser.api('PUT', `/api/admin/accounts/${id}/suspension`, { reason, until: null }),
    ]
    for (const end of endings) {
      const who = await newPerson(nodes.here)
      const link = await linkFor(who)
      expect(await statusOf(link)).toBe(200)
      expect((await end(who)).status).toBeLessThan(205)
      expect(await statusOf(link)).toBe(410)
    }
    const late = await newPerson(nodes.here)
    const link = await linkFor(late)
    await query('update one_time_links set expires_at = now() where account_id = $1', [late.account.id])
    expect(await statusOf(link)).toBe(410)
  })

  test('made 20 at once on two servers: one of them works', async () => {
    const who = await newPerson(nodes.here)
    const browsers = [admin.browser, sameAt(nodes.there, admin.browser)]
    const tries = Array.from({ length: 20 }, (_, n) => make(browsers[n % 2] as Browser, who))
    const links = (await Promise.all(tries)).map((reply) => reply.json<Link>())
    const statuses = []
    for (const link of links) statuses.push(await statusOf(link))
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(19)
  })

  test('is not made for oneself, for the suspended, for whoever never opened the account, or for nobody', async () => {
    expect(codeOf(await make(admin.browser, admin))).toEqual([409, 'own-account'])
    const who = await newPerson(nodes.here)
    await query('update accounts set awaits_opening = true where id = $1', [who.account.id])
    expect(codeOf(await make(admin.browser, who))).toEqual([409, 'never-opened'])
    await query(`update accounts set awaits_opening = false, status = 'suspended' where id = $1`, [who.account.id])
    expect(codeOf(await make(admin.browser, who))).toEqual([409, 'account-not-open'])
    const nobody = { account: { ...who.account, id: '999999' } }
    expect(codeOf(await make(admin.browser, nobody))).toEqual([404, 'account-not-found'])
    const links = await query('select 1 from one_time_links where account_id = $1', [who.account.id])
    expect(links).toEqual([])
  })

  test('is an admin’s alone, with a recent proof', async () => {
    const who = await newPerson(nodes.here)
    const late = await newPerson(nodes.here, { role: 'admin' })
    await query(`update sessions set authenticated_at = now() - interval '16 minutes' where account_id = $1`, [
      late.account.id,
    ])
    const moderator = await newPerson(nodes.here, { role: 'moderator' })
    const statuses = []
    for (const browser of [nodes.here.browser(), who.browser, moderator.browser, late.browser])
      statuses.push((await make(browser, who)).status)
    expect(statuses).toEqual([401, 403, 403, 403])
  })

  test('is shown once on a page of its own, and leaves no trace in logs', async () => {
    const who = await newPerson(nodes.here)
    const at = `/admin/accounts/${who.account.id}`
    const page = await admin.browser.post(`${at}/recovery-link`, {})
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const [url = ''] = /http\S+\/recover\/new-password\?token=[\w-]+/.exec(page.text) ?? []
    expect(await statusOf({ url, expiresAt: '' })).toBe(200)
    const token = new URL(url).searchParams.get('token') ?? ''
    expect((await admin.browser.get(at)).text).not.toContain(token)
    expect(JSON.stringify([nodes.here.logLines, nodes.there.logLines])).not.toContain(token)
  })
})
