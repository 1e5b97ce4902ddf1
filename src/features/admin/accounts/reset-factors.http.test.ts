import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Reply } from '../../../../test/support/browser.ts'
import { addPasskey, newOwner } from '../../../../test/support/passkeys.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { withMail } from '../../../../test/support/server.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../../test/support/two-nodes.ts'

let nodes: TwoNodes
let admin: Person
beforeAll(async () => {
  const rule = { TWO_FACTOR_POLICY: 'staff', TWO_FACTOR_GRACE_DAYS: '7' }
  nodes = await startTwoNodes({ host: 'localhost', env: { ...withMail, ...rule } })
  admin = await newPerson(nodes.here, { role: 'admin' })
})
afterAll(() => nodes.stop())

const reason = 'Lost the phone; we spoke on video'
const reset = (by: Browser, { account }: Person, body: object = { reason }) =>
  by.api('DELETE', `/api/admin/accounts/${account.id}/factors`, body)
const codeOf = (reply: Reply) => [reply.status, reply.json<{ code: string }>().code]
const query = async (text: string, values: unknown[] = []) => (await nodes.here.database.owner.query(text, values)).rows
const rowOf = async ({ account }: Person) => (await query('select * from accounts where id = $1', [account.id]))[0]
const signIn = (who: Person) =>
  nodes.here.browser().api('POST', '/api/sessions', { login: who.account.username, password: who.password })

/** Everything that stands for a second factor of somebody, and what was opened with it. */
async function withEverything(): Promise<Person> {
  const owner = await newOwner(nodes.here)
  const scopes = { name: 'Station', scopes: ['account:read'], expiresInDays: 30 }
  expect((await owner.browser.api('POST', '/api/account/access-tokens', scopes)).status).toBe(201)
  const { id } = owner.account
  await query(`insert into totp_authenticators values ($1, 'sealed', 1, now(), now())`, [id])
  await query(`insert into totp_enrollments values ($1, 'sealed', now() + interval '1 hour')`, [id])
  await query(`insert into backup_codes (account_id, lookup_hash, code_hash, made_at) values ($1, 'x', 'x', now())`, [
    id,
  ])
  await query(
    `insert into devices (id, account_id, first_seen_at, last_seen_at, trusted_until)
     values (gen_random_uuid(), $1, now(), now(), now() + interval '30 days')`,
    [id],
  )
  await query(`update accounts set factors = '{totp,passkey}' where id = $1`, [id])
  return owner
}

const left = async ({ account: { id } }: Person) => {
  const tables = ['totp_authenticators', 'totp_enrollments', 'backup_codes', 'passkeys', 'sessions', 'access_tokens']
  const counts = tables.map((table) => `(select count(*)::int from ${table} where account_id = $1)`)
  const trusted = '(select count(*)::int from devices where account_id = $1 and trusted_until is not null)'
  const [row] = await query(`select array[${[...counts, trusted].join()}] as counts`, [id])
  return row.counts.reduce((sum: number, count: number) => sum + count, 0)
}

describe('resetting the second factors of somebody', () => {
  test('takes app, codes, passkeys, trust and all sessions and tokens; the password is enough then', async () => {
    const owner = await withEverything()
    const copy = sameAt(nodes.there, owner.browser)
    expect((await signIn(owner)).json()).toMatchObject({ next: 'second-factor' })
    expect((await reset(admin.browser, owner)).status).toBe(204)
    expect([await left(owner), (await rowOf(owner)).factors]).toEqual([0, []])
    await expect.poll(async () => (await copy.api('GET', '/api/account')).status).toBe(401)
    const devices = await query('select id from devices where account_id = $1', [owner.account.id])
    expect(devices).toHaveLength(1)
    expect((await signIn(owner)).status).toBe(201)
  })

  test('stands in the person’s own activity with the reason, and is told by mail', async () => {
    const owner = await newOwner(nodes.here)
    await reset(admin.browser, owner)
    const again = nodes.here.browser()
    await again.api('POST', '/api/sessions', { login: owner.account.username, password: owner.password })
    const { items } = (await again.api('GET', '/api/account/events')).json<{ items: { action: string }[] }>()
    expect(items.find(({ action }) => action === 'factors.reset')).toMatchObject({
      actor: 'other',
      text: 'Second factors reset.',
      changes: [
        { field: 'factors', old: 'passkey', new: null },
        { field: 'reason', old: null, new: reason },
      ],
    })
    const page = await again.get('/account/activity')
    expect(page.text).toContain('Second factors: “passkey” removed')
    const mails = await query(`select kind from mails where account_id = $1 and kind = 'factors-reset'`, [
      owner.account.id,
    ])
    expect(mails).toHaveLength(1)
  })

  test('20 at once, on two servers: one success', async () => {
    const owner = await newOwner(nodes.here)
    const browsers = [admin.browser, sameAt(nodes.there, admin.browser)]
    const tries = Array.from({ length: 20 }, (_, n) => reset(browsers[n % 2] as Browser, owner))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(19)
    const events = await query(`select 1 from audit_events where subject_id = $1 and action = 'factors.reset'`, [
      owner.account.id,
    ])
    expect(events).toHaveLength(1)
  })

  test('is not for the own account, for whoever has none, without a reason, or for nobody', async () => {
    await query(`update accounts set factors = '{totp}' where id = $1`, [admin.account.id])
    expect(codeOf(await reset(admin.browser, admin))).toEqual([409, 'own-account'])
    await query(`update accounts set factors = '{}' where id = $1`, [admin.account.id])
    const who = await newPerson(nodes.here)
    expect(codeOf(await reset(admin.browser, who))).toEqual([409, 'no-factors'])
    expect((await who.browser.api('GET', '/api/account')).status).toBe(200)
    expect(codeOf(await reset(admin.browser, await newOwner(nodes.here), { reason: ' ' }))).toEqual([
      422,
      'input-invalid',
    ])
    const nobody = { ...who, account: { ...who.account, id: '999999' } }
    expect(codeOf(await reset(admin.browser, nobody))).toEqual([404, 'account-not-found'])
  })

  test('is an admin’s alone, with a recent proof', async () => {
    const owner = await newOwner(nodes.here)
    const late = await newPerson(nodes.here, { role: 'admin' })
    await query(`update sessions set authenticated_at = now() - interval '16 minutes' where account_id = $1`, [
      late.account.id,
    ])
    const moderator = await newPerson(nodes.here, { role: 'moderator' })
    const statuses = []
    for (const browser of [nodes.here.browser(), owner.browser, moderator.browser, late.browser])
      statuses.push((await reset(browser, owner)).status)
    expect(statuses).toEqual([401, 403, 403, 403])
    expect((await rowOf(owner)).factors).toEqual(['passkey'])
  })
})

describe('policy "required" cannot be escaped by a reset', () => {
  test('the days of grace do not begin anew: whoever must have a factor sets one up at the next sign-in', async () => {
    const other = await newPerson(nodes.here, { role: 'admin' })
    await addPasskey(other.browser)
    const begun = [null, nodes.here.now()]
    for (const from of begun) {
      await query(`update accounts set factors = '{passkey}', two_factor_due_from = $2 where id = $1`, [
        other.account.id,
        from,
      ])
      expect((await reset(admin.browser, other)).status).toBe(204)
      const { two_factor_due_from } = await rowOf(other)
      expect(nodes.here.now().getTime() - two_factor_due_from.getTime()).toBeGreaterThanOrEqual(7 * 86_400_000)
    }
  })

  test('of whom none is asked none is overdue', async () => {
    const owner = await newOwner(nodes.here)
    await reset(admin.browser, owner)
    expect((await rowOf(owner)).two_factor_due_from).toBeNull()
  })
})

test('the page asks why before it does it, and shows again what was typed', async () => {
  const owner = await newOwner(nodes.here)
  const at = `/admin/accounts/${owner.account.id}`
  expect((await admin.browser.get(at)).text).toContain(`${at}/factors`)
  expect((await admin.browser.get(`${at}/factors`)).text).toContain('Reset the second factors of Ann Lee?')
  const wrong = await admin.browser.post(`${at}/factors`, { reason: '' })
  expect([wrong.status, (await rowOf(owner)).factors]).toEqual([422, ['passkey']])
  const done = await admin.browser.post(`${at}/factors`, { reason })
  expect([done.status, done.headers.get('location')]).toEqual([303, at])
  const after = await admin.browser.get(at)
  expect(after.text).toContain('The second factors are reset.')
  expect(after.text).not.toContain(`${at}/factors`)
})
