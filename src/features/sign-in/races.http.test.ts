import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
let other: TestServer
beforeAll(async () => {
  // Else no more than five at once would be let in.
  const env = { LOCKOUT_FAILURES: '100' }
  server = await startTestServer({ env })
  other = await startTestServer({ env, database: server.database })
})
afterAll(async () => {
  await other.stop()
  await server.stop()
})

const browsers = (count: number) => Array.from({ length: count }, (_, at) => (at % 2 === 0 ? server : other).browser())

describe('at the same moment, on two servers', () => {
  test('a change of password ends the sessions that the former one opens', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { account, password, browser } = await newPerson(server)
      const change = { currentPassword: password, newPassword: 'A-brand-new-lantern-9' }
      const strangers = browsers(8)
      const signIn = { login: account.username, password }
      const [changed] = await Promise.all([
        browser.api('PUT', '/api/account/password', change),
        ...strangers.map((stranger) => stranger.api('POST', '/api/sessions', signIn)),
      ])
      expect(changed?.status).toBe(204)
      for (const stranger of strangers) expect((await stranger.get('/api/session')).status).toBe(401)
      expect((await browser.get('/api/session')).status).toBe(200)
    }
  })

  test('8 sign-ins of one person whose hash is made anew all succeed', async () => {
    const { account, password } = await newPerson(server)
    const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    const values = [weak, account.id]
    await server.database.owner.query('update passwords set password_hash = $1 where account_id = $2', values)
    const signIn = { login: account.username, password }
    const replies = await Promise.all(browsers(8).map((browser) => browser.api('POST', '/api/sessions', signIn)))
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(201))
  })

  test('one browser that signs in twice at once gets in both times, and its former session is over', async () => {
    const { account, password, browser } = await newPerson(server)
    const former = browser.cookies.get('porchlight') as string
    const twins = browsers(2)
    for (const twin of twins) twin.cookies.set('porchlight', former)
    const signIn = { login: account.username, password }
    const replies = await Promise.all(twins.map((twin) => twin.api('POST', '/api/sessions', signIn)))
    expect(replies.map(({ status }) => status)).toEqual([201, 201])
    expect((await browser.get('/api/session')).status).toBe(401)
  })

  test('two steps of two sign-ins that replace one password: one succeeds, the other is over', async () => {
    const { account, password } = await newPerson(server)
    await server.database.owner.query('update accounts set must_change_password = true where id = $1', [account.id])
    const twins = browsers(2)
    const flows = await Promise.all(
      twins.map((twin) => twin.api('POST', '/api/sessions', { login: account.username, password })),
    )
    const replies = await Promise.all(
      twins.map((twin, at) =>
        twin.api('PUT', `/api/sessions/flows/${flows[at]?.json().flow}/new-password`, {
          newPassword: `A-brand-new-lantern-${at}`,
        }),
      ),
    )
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })
})
