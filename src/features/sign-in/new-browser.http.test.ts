import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askAt, newOwner } from '../../../test/support/passkeys.ts'
import { newPerson, type Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../test/support/server.ts'

let here: TestServer
let there: TestServer
beforeAll(async () => {
  // Else no more than five at once would be let in.
  const env = { ...withMail, LOCKOUT_FAILURES: '100' }
  here = await startTestServer({ host: 'localhost', env })
  there = await startTestServer({ host: 'localhost', env, database: here.database })
})
afterAll(async () => {
  await there.stop()
  await here.stop()
})

async function countMails({ account }: Pick<Person, 'account'>): Promise<number> {
  const { rows } = await here.database.owner.query(
    `select 1 from mails where account_id = $1 and kind = 'new-browser'`,
    [account.id],
  )
  return rows.length
}

async function signIn({ account, password }: Person, at = here, browser = at.browser()) {
  expect((await browser.api('POST', '/api/sessions', { login: account.username, password })).status).toBe(201)
  return browser
}

describe('a mail about a browser that the account did not know', () => {
  test('comes once for each, and not for the first sign-in of all', async () => {
    const person = await newPerson(here)
    const first = await signIn(person)
    expect(await countMails(person)).toBe(0)
    await signIn(person, here, first)
    expect(await countMails(person)).toBe(0)
    const second = await signIn(person, there)
    expect(await countMails(person)).toBe(1)
    await second.api('DELETE', '/api/session')
    await signIn(person, there, second)
    expect(await countMails(person)).toBe(1)
  })

  test('not after signing up', async () => {
    const browser = here.browser()
    const form = { firstName: 'Ann', lastName: 'Lee', username: 'ann-lee', email: 'ann-lee@example.org' }
    const words = { password: 'Lantern-over-7-steps', acceptTerms: true }
    const made = await browser.api('POST', '/api/accounts', { ...form, ...words })
    expect([201, 202]).toContain(made.status)
    const { rows } = await here.database.owner.query(`select 1 from mails where kind = 'new-browser'
      and account_id = (select id from accounts where username = 'ann-lee')`)
    expect(rows).toHaveLength(0)
  })

  test('a browser that other accounts know is new to this one', async () => {
    const [one, two] = [await newPerson(here), await newPerson(here)]
    const browser = await signIn(one)
    await signIn(two)
    await browser.api('DELETE', '/api/session')
    await signIn(two, here, browser)
    expect(await countMails(two)).toBe(1)
  })

  test('comes after a sign-in by passkey too', async () => {
    const owner = await newOwner(here)
    await here.database.owner.query('update accounts set last_sign_in_at = now() where id = $1', [owner.account.id])
    const browser = here.browser()
    const options = await askAt(browser, '/api/sessions/passkey-options')
    const reply = await browser.api('POST', '/api/sessions/passkey', { credential: owner.authenticator.get(options) })
    expect([reply.status, reply.text.slice(0, 200)]).toEqual([201, expect.any(String)])
    expect(await countMails(owner)).toBe(1)
  })

  test('of twenty at once five are told, at two nodes, and again an hour later', async () => {
    const person = await newPerson(here)
    await signIn(person)
    await Promise.all(Array.from({ length: 20 }, (_, index) => signIn(person, index % 2 ? here : there)))
    expect(await countMails(person)).toBe(5)
    for (const node of [here, there]) node.advance(3_600_000 + 1_000)
    await signIn(person)
    expect(await countMails(person)).toBe(6)
  })
})
