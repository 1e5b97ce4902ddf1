import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { minutes } from '../../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { sameAt, startTwoNodes, type TwoNodes, untilClosed } from '../../../../test/support/two-nodes.ts'

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
const signIn = (who: Person) =>
  nodes.here.browser().api('POST', '/api/sessions', { login: who.account.username, password: who.password })
const rowOf = async (who: Person) =>
  (await nodes.here.database.owner.query('select * from accounts where id = $1', [who.account.id])).rows[0]

describe('a measure ends sessions at once on every server', () => {
  const measures: [string, (who: Person) => Promise<{ status: number }>][] = [
    ['suspension', (who) => suspend(admin.browser, who)],
    ['a change of role', (who) => setRole(admin.browser, who, 'moderator')],
    ['a password that is due', (who) => admin.browser.api('PUT', `${of(who)}/password-due`, { reason })],
    ['signing out', (who) => admin.browser.api('DELETE', `${of(who)}/sessions`)],
    ['deletion', (who) => remove(admin.browser, who)],
  ]
  test.each(measures)('%s', async (_, take) => {
    const who = await newPerson(nodes.here)
    const copy = sameAt(nodes.there, who.browser)
    for (const browser of [who.browser, copy]) expect((await browser.api('GET', '/api/account')).status).toBe(200)
    expect((await take(who)).status).toBeLessThan(205)
    expect((await who.browser.api('GET', '/api/account')).status).toBe(401)
    expect(await untilClosed(copy)).toBeLessThan(3_000)
  })
})

describe('suspended is told only to the right password', () => {
  test('with the reason and until when, in the language of the person; a wrong password hears nothing of it', async () => {
    const who = await newPerson(nodes.here)
    const until = new Date(nodes.here.now().getTime() + minutes(60 * 24 * 7))
    expect(
      (await suspend(admin.browser, who, { reason: 'A <b>& "bold"</b> ad', until: until.toISOString() })).status,
    ).toBe(204)
    const told = await signIn(who)
    expect([told.status, told.json().code]).toEqual([403, 'account-suspended'])
    expect(told.json().detail).toContain('This account is suspended until ')
    expect(told.json().detail).toContain('“A <b>& "bold"</b> ad”')
    const page = nodes.here.browser()
    page.language = 'de'
    const german = await page.post('/login', { login: who.account.username, password: who.password })
    expect(german.text).toContain('Dieses Konto ist bis ')
    expect(german.text).toContain('A &lt;b>&amp; &quot;bold&quot;&lt;/b> ad')
    const wrong = await nodes.here
      .browser()
      .api('POST', '/api/sessions', { login: who.account.username, password: 'No-1-knows' })
    expect([wrong.status, wrong.json().code]).toEqual([401, 'sign-in-failed'])
    expect(wrong.text).not.toContain('bold')
  })

  test('one that has run out lets in again, and is gone; so does one that was lifted', async () => {
    const who = await newPerson(nodes.here)
    const { owner } = nodes.here.database
    await suspend(admin.browser, who)
    await owner.query(`update accounts set suspended_until = now() - interval '1 minute' where id = $1`, [
      who.account.id,
    ])
    expect((await admin.browser.api('GET', of(who))).json()).toMatchObject({
      account: { status: 'active', suspension: null },
    })
    expect((await signIn(who)).status).toBe(201)
    expect(await rowOf(who)).toMatchObject({ status: 'active', suspension_reason: null, suspended_until: null })
    await suspend(admin.browser, who)
    expect((await admin.browser.api('DELETE', `${of(who)}/suspension`)).status).toBe(204)
    expect((await signIn(who)).status).toBe(201)
    expect((await admin.browser.api('DELETE', `${of(who)}/suspension`)).json().code).toBe('not-suspended')
  })

  test('stands in the person’s own activity, with the reason and who it was', async () => {
    const who = await newPerson(nodes.here)
    await suspend(admin.browser, who)
    await admin.browser.api('DELETE', `${of(who)}/suspension`)
    const again = nodes.here.browser()
    await again.api('POST', '/api/sessions', { login: who.account.username, password: who.password })
    const { items } = (await again.api('GET', '/api/account/events')).json<{ items: Record<string, unknown>[] }>()
    expect(items.find(({ action }) => action === 'account.suspended')).toMatchObject({
      actor: 'other',
      text: 'Account suspended.',
      changes: [{ field: 'reason', old: null, new: reason }],
    })
    expect(items.some(({ action }) => action === 'account.reactivated')).toBe(true)
  })

  test.each([
    [{ reason: '', until: null }, '/reason', 'missing'],
    [{ reason: 'x'.repeat(501), until: null }, '/reason', 'too-long'],
    [{ reason: 'a\u202eb', until: null }, '/reason', 'hidden'],
    [{ reason, until: '2020-01-01T00:00:00Z' }, '/until', 'out-of-range'],
    [{ reason, until: '2099-01-01T00:00:00Z' }, '/until', 'out-of-range'],
    [{ reason, until: '2027-02-31' }, '/until', 'no-moment'],
  ])('%j is refused, and nothing changes', async (body, pointer, code) => {
    const who = await newPerson(nodes.here)
    const refused = await suspend(admin.browser, who, body)
    expect(refused.status).toBe(422)
    expect(refused.json()).toMatchObject({ errors: [{ pointer, code }] })
    expect((await rowOf(who)).status).toBe('active')
  })
})

describe('a new password that is due', () => {
  test('is chosen by the person alone, at the next sign-in', async () => {
    const who = await newPerson(nodes.here)
    expect((await admin.browser.api('PUT', `${of(who)}/password-due`, { reason })).status).toBe(204)
    expect((await signIn(who)).json()).toMatchObject({ next: 'new-password' })
  })
})

describe('moderators cannot reach admins', () => {
  test('nor anybody: stranger, member, moderator and an admin who is not recent change nothing', async () => {
    const who = await newPerson(nodes.here)
    const late = await newPerson(nodes.here, { role: 'admin' })
    await nodes.here.database.owner.query(
      `update sessions set authenticated_at = now() - interval '16 minutes' where account_id = $1`,
      [late.account.id],
    )
    const callers: [Browser, number][] = [
      [nodes.here.browser(), 401],
      [(await newPerson(nodes.here)).browser, 403],
      [(await newPerson(nodes.here, { role: 'moderator' })).browser, 403],
      [late.browser, 403],
    ]
    for (const [browser, status] of callers)
      for (const target of [who, admin])
        for (const reply of [
          await suspend(browser, target),
          await setRole(browser, target, 'member'),
          await browser.api('DELETE', `${of(target)}/sessions`),
          await remove(browser, target),
        ])
          expect(reply.status).toBe(status)
    expect((await admin.browser.api('GET', '/api/account')).status).toBe(200)
    expect((await who.browser.api('GET', '/api/account')).status).toBe(200)
    await setRole(admin.browser, late, 'member')
  })

  test('demotion bites at the next request', async () => {
    const other = await newPerson(nodes.here, { role: 'admin' })
    expect((await other.browser.api('GET', '/api/admin/accounts')).status).toBe(200)
    expect((await setRole(admin.browser, other, 'moderator')).status).toBe(204)
    const elsewhere = sameAt(nodes.there, other.browser)
    expect((await elsewhere.api('GET', '/api/admin/accounts')).status).toBe(401)
  })
})
