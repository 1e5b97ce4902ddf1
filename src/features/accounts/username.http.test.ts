import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { days } from '../../../test/support/clock.ts'
import { fillForm } from '../../../test/support/form.ts'
import { newPerson, type Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
let count = 0
const freshName = () => `walker-${++count}x`

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const rename = ({ browser }: Person, username: string) => browser.api('PATCH', '/api/account', { username })

const register = (username: string) =>
  server.browser().api('POST', '/api/accounts', {
    firstName: 'Ann',
    lastName: 'Lee',
    username,
    email: `${username}@example.com`,
    password: 'Lantern-over-7-steps',
    acceptTerms: true,
  })

// Turning the clock that far would end the sessions too.
const monthLater = async ({ account }: Person) =>
  server.database.owner.query("update accounts set username_changed_at = now() - interval '31 days' where id = $1", [
    account.id,
  ])

const holders = async (username: string) =>
  (await server.database.owner.query('select id from accounts where lower(username) = lower($1)', [username])).rows

describe('changing the username', () => {
  it('is possible once in 30 days; until then the page tells the day and the API refuses', async () => {
    const person = await newPerson(server)
    const { browser, account } = person
    const wanted = freshName()
    const form = fillForm((await browser.get('/account')).text, '/account/username', { username: wanted })
    expect((await browser.post('/account/username', form)).status).toBe(303)
    const page = (await browser.get('/account')).text
    const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.now() + days(30))
    expect(page).toContain(`You are <b>${wanted}</b>. Your username can change again on ${day}.`)
    expect(page).not.toContain('action="/account/username"')
    const early = await rename(person, freshName())
    expect(early.json()).toMatchObject({ status: 422, errors: [{ pointer: '/username', code: 'username-too-soon' }] })
    const typed = await browser.post('/account/username', { username: account.username })
    expect(typed.status).toBe(422)
    expect(typed.text).toContain(`Your username can change again on ${day}.`)
    await monthLater(person)
    expect((await rename(person, freshName())).status).toBe(200)
  })

  it('is told in German with a German date', async () => {
    const person = await newPerson(server)
    await person.browser.api('PATCH', '/api/account', { username: freshName(), language: 'de' })
    const day = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.now() + days(30))
    expect((await person.browser.get('/account')).text).toContain(`ab ${day} wieder ändern`)
  })

  it('refuses names that are taken, of the house or none, beside the field', async () => {
    const other = await newPerson(server)
    const { browser } = await newPerson(server)
    for (const username of [other.account.username.toUpperCase(), 'adm1n', 'Kevs-Robots', 'a b', '']) {
      const reply = await browser.post('/account/username', { username })
      expect(reply.status, username).toBe(422)
      expect(reply.text, username).toContain('aria-describedby="username-hint username-error"')
    }
  })

  it('is in the audit log with both names', async () => {
    const person = await newPerson(server)
    const wanted = freshName()
    await rename(person, wanted)
    const { items } = (await person.browser.api('GET', '/api/account/events')).json<{ items: unknown[] }>()
    expect(items[0]).toMatchObject({
      action: 'account.username-changed',
      changes: [{ field: 'username', old: person.account.username, new: wanted }],
    })
  })
})

describe('a former username', () => {
  it('is given to nobody else, in any spelling, by change or by sign-up', async () => {
    const former = freshName()
    const owner = await newPerson(server, { username: former })
    await rename(owner, freshName())
    const stranger = await newPerson(server)
    for (const spelling of [former, former.toUpperCase()]) {
      expect((await rename(stranger, spelling)).json()).toMatchObject({ errors: [{ code: 'username-taken' }] })
      expect((await register(spelling)).json()).toMatchObject({ errors: [{ code: 'username-taken' }] })
    }
    expect(await holders(former)).toHaveLength(0)
  })

  it('can be taken back by its owner, and both names stay reserved', async () => {
    const [first, second] = [freshName(), freshName()]
    const owner = await newPerson(server, { username: first })
    await rename(owner, second)
    await monthLater(owner)
    expect((await rename(owner, first)).status).toBe(200)
    const stranger = await newPerson(server)
    for (const name of [first, second]) expect((await rename(stranger, name)).status).toBe(422)
    await monthLater(owner)
    expect((await rename(owner, second)).status).toBe(200)
    expect((await rename(stranger, first)).status).toBe(422)
  })

  it('stays reserved when the account is gone', async () => {
    const [former, last] = [freshName(), freshName()]
    const owner = await newPerson(server, { username: former })
    await rename(owner, last)
    const left = await owner.browser.api('DELETE', '/api/account', { confirmUsername: last })
    expect(left.status).toBe(204)
    const stranger = await newPerson(server)
    for (const name of [former, last]) {
      expect((await rename(stranger, name)).status, name).toBe(422)
      expect((await register(name)).status, name).toBe(422)
    }
  })
})

describe('20 at once', () => {
  it('one of 20 who want the same name gets it', async () => {
    const wanted = freshName()
    const people = await Promise.all(Array.from({ length: 10 }, () => newPerson(server)))
    const replies = await Promise.all([
      ...people.map((person, index) => rename(person, index % 2 ? wanted : wanted.toUpperCase())),
      ...Array.from({ length: 10 }, () => register(wanted)),
    ])
    expect(replies.filter(({ status }) => status < 300)).toHaveLength(1)
    expect(new Set(replies.map(({ status }) => status))).toEqual(
      new Set([replies.find((r) => r.status < 300)?.status, 422]),
    )
    expect(await holders(wanted)).toHaveLength(1)
  })

  it('nobody gets a name that its owner gives up in the same moment, whoever comes first', async () => {
    const rivals = await Promise.all(Array.from({ length: 9 }, () => newPerson(server)))
    for (const ownerFirst of [true, false]) {
      const former = freshName()
      const owner = await newPerson(server, { username: former })
      const take = () => [
        ...rivals.map((person) => rename(person, former)),
        ...Array.from({ length: 10 }, () => register(former)),
      ]
      const leave = () => rename(owner, freshName())
      const all = ownerFirst ? [leave(), ...take()] : [...take(), leave()]
      const statuses = (await Promise.all(all)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(statuses.filter((status) => status === 422)).toHaveLength(19)
      expect(await holders(former)).toHaveLength(0)
    }
  })

  it('the owner alone takes a former name back among 19 others who want it', async () => {
    const former = freshName()
    const owner = await newPerson(server, { username: former })
    await rename(owner, freshName())
    await monthLater(owner)
    const rivals = await Promise.all(Array.from({ length: 9 }, () => newPerson(server)))
    const all = [...rivals.map((person) => rename(person, former)), rename(owner, former)]
    const statuses = (await Promise.all([...all, ...Array.from({ length: 10 }, () => register(former))])).map(
      ({ status }) => status,
    )
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(await holders(former)).toEqual([{ id: owner.account.id }])
  })
})
