import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'

let server: TestServer
let admin: Person
beforeAll(async () => {
  server = await startTestServer()
  admin = await newPerson(server, { role: 'admin' })
})
afterAll(() => server.stop())

const reason = 'Told by phone'
const correct = (who: Person, body: object, by = admin.browser) =>
  by.api('PATCH', `/api/admin/accounts/${who.account.id}`, { reason, ...body })
const rowOf = async ({ account }: Person) =>
  (await server.database.owner.query('select * from accounts where id = $1', [account.id])).rows[0]
const eventsOf = async ({ browser }: Person) =>
  (await browser.api('GET', '/api/account/events')).json<{ items: Record<string, unknown>[] }>().items

describe('details that an admin puts right', () => {
  test('are names, username and email; the person reads each change, and why', async () => {
    const who = await newPerson(server)
    const { username, email } = who.account
    const change = { firstName: 'Anne', username: `${username}-x`, email: `x-${email}` }
    const reply = await correct(who, change)
    expect(reply.status, reply.text).toBe(200)
    expect(reply.json()).toMatchObject({ ...change, displayName: 'Anne Lee', lastName: 'Lee' })
    const because = { field: 'reason', old: null, new: reason }
    expect(await eventsOf(who)).toMatchObject([
      { action: 'account.email-changed', actor: 'other', changes: [{ field: 'email', old: email }, because] },
      { action: 'account.username-changed', actor: 'other', changes: [because, { field: 'username', old: username }] },
      { action: 'account.updated', changes: [{ field: 'displayName' }, { field: 'firstName' }, because] },
      { action: 'account.created' },
    ])
    expect((await rowOf(who)).email_verified_at).toBeNull()
  })

  test('a username needs no pause, begins one, and the former one stays the person’s', async () => {
    const who = await newPerson(server)
    const { username } = who.account
    expect((await correct(who, { username: `${username}-a` })).status).toBe(200)
    expect((await correct(who, { username: `${username}-b` })).status).toBe(200)
    const own = await who.browser.api('PATCH', '/api/account', { username })
    expect(own.json()).toMatchObject({ errors: [{ code: 'username-too-soon' }] })
    const other = await newPerson(server)
    expect((await correct(other, { username })).json()).toMatchObject({ errors: [{ code: 'username-taken' }] })
    expect((await correct(who, { username })).status).toBe(200)
  })

  test('nothing of it can be the password, the role or what is the person’s alone', async () => {
    const who = await newPerson(server)
    for (const field of ['password', 'role', 'status', 'bio', 'dateOfBirth', 'visibility', 'emailVerifiedAt'])
      expect((await correct(who, { [field]: 'x' })).status).toBe(400)
    expect(await eventsOf(who)).toHaveLength(1)
  })

  test('are refused with everything that is wrong, and nothing changes', async () => {
    const who = await newPerson(server)
    const before = await rowOf(who)
    const wrong = await correct(who, { firstName: '', username: 'a b', email: 'x', reason: ' ' })
    expect(wrong.json()).toMatchObject({
      errors: [
        { pointer: '/firstName', code: 'missing', message: 'This cannot be empty.' },
        { pointer: '/username', code: 'spaces' },
        { pointer: '/email', code: 'no-at' },
        { pointer: '/reason', code: 'missing' },
      ],
    })
    const taken = { username: admin.account.username, email: admin.account.email, lastName: 'Other' }
    expect((await correct(who, taken)).json()).toMatchObject({
      errors: [{ code: 'username-taken' }, { code: 'email-taken' }],
    })
    expect((await correct(who, { username: 'moderator' })).json()).toMatchObject({ errors: [{ code: 'reserved' }] })
    expect(await rowOf(who)).toEqual(before)
  })

  test('wanted by 20 at once, one address goes to one of them', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => newPerson(server)))
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, at) => correct(people[at % 5] as Person, { email: 'one@example.org' })),
    )
    const { rows } = await server.database.owner.query(`select id from accounts where email = 'one@example.org'`)
    expect(rows).toHaveLength(1)
    expect(replies.filter(({ status }) => status >= 500)).toEqual([])
  })

  test('the own account is not put right here: its pause and its proofs would not count', async () => {
    const own = await correct(admin, { username: `${admin.account.username}-x` })
    expect([own.status, own.json().code]).toEqual([409, 'own-account'])
    expect((await rowOf(admin)).username).toBe(admin.account.username)
  })

  test('moderators cannot reach addresses, nor anybody who is not an admin at this moment', async () => {
    const who = await newPerson(server)
    const moderator = await newPerson(server, { role: 'moderator' })
    for (const [browser, status] of [
      [server.browser(), 401],
      [who.browser, 403],
      [moderator.browser, 403],
    ] as const)
      expect((await correct(who, { lastName: 'Other' }, browser)).status).toBe(status)
    expect((await rowOf(who)).last_name).toBe('Lee')
  })
})

describe('the form', () => {
  const pathOf = ({ account }: Person) => `/admin/accounts/${account.id}/details`
  const shownIn = (text: string) => /name="shown" value="([^"]*)"/.exec(text)?.[1] ?? ''
  const formOf = async (who: Person) => {
    const { text } = await admin.browser.get(pathOf(who))
    const { username, email } = who.account
    return { firstName: 'Ann', lastName: 'Lee', displayName: '', username, email, reason, shown: shownIn(text) }
  }

  test('saves what was touched, and does not undo what the person changed meanwhile', async () => {
    const who = await newPerson(server)
    const form = await formOf(who)
    await who.browser.api('PATCH', '/api/account', { lastName: 'Lovelace' })
    const done = await admin.browser.post(pathOf(who), { ...form, firstName: 'Ada' })
    expect([done.status, done.headers.get('location')]).toEqual([303, `/admin/accounts/${who.account.id}`])
    expect(await rowOf(who)).toMatchObject({ first_name: 'Ada', last_name: 'Lovelace', display_name: 'Ada Lovelace' })
    const after = await admin.browser.get(`/admin/accounts/${who.account.id}`)
    expect(after.text).toContain('The details are saved. The person reads what was changed, and why.')
    expect((await admin.browser.post(pathOf(who), await formOf(who))).status).toBe(303)
  })

  test('comes back with what was typed and what is wrong', async () => {
    const who = await newPerson(server)
    const refused = await admin.browser.post(pathOf(who), {
      ...(await formOf(who)),
      username: '<b>',
      email: 'a@',
      reason: '',
    })
    expect(refused.status).toBe(422)
    for (const words of ['value="&lt;b>"', 'value="a@"', 'Write the reason. The person will read it.', 'Error:'])
      expect(refused.text).toContain(words)
    expect((await admin.browser.post(pathOf(who), { ...(await formOf(who)), role: 'admin' })).status).toBe(400)
  })

  test('asks for the password where the sign-in is not recent, and goes on with what was typed', async () => {
    const who = await newPerson(server)
    const form = { ...(await formOf(who)), lastName: 'Later' }
    server.advance(minutes(16))
    const asked = await admin.browser.post(pathOf(who), form)
    expect([asked.status, asked.text.includes('Confirm it is you')]).toEqual([403, true])
    const done = await admin.browser.post(pathOf(who), { ...form, confirmPassword: admin.password })
    expect(done.status).toBe(303)
    expect((await rowOf(who)).last_name).toBe('Later')
  })
})
