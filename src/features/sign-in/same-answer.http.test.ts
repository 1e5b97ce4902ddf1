import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../../test/support/browser.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

const wrong = 'Wrong-lantern-7'
let server: TestServer
let logins: Record<string, string>
let passwords: Record<string, string>

beforeAll(async () => {
  server = await startTestServer()
  const [known, suspended, leaving, due, without] = await Promise.all(
    Array.from({ length: 5 }, () => newPerson(server)),
  )
  if (!known || !suspended || !leaving || !due || !without) throw new Error('not made')
  const { owner } = server.database
  await owner.query(`update accounts set status = 'suspended' where id = $1`, [suspended.account.id])
  await owner.query(`update accounts set status = 'leaving' where id = $1`, [leaving.account.id])
  await owner.query('update accounts set must_change_password = true where id = $1', [due.account.id])
  await owner.query('delete from passwords where account_id = $1', [without.account.id])
  const people = { known, suspended, leaving, due, without }
  logins = {
    unknown: 'nobody-of-this-name',
    'unknown email': 'nobody@example.org',
    ...Object.fromEntries(Object.entries(people).map(([name, { account }]) => [name, account.username])),
    'known email': known.account.email,
  }
  passwords = { suspended: suspended.password, leaving: leaving.password }
})
afterAll(() => server.stop())

// What differs by nature: when, which request, and the name that was typed, which the form keeps.
const varying = new Set(['date', 'x-request-id', 'content-length'])

function essence({ status, headers, text }: Reply, login: string) {
  const lines = [...headers].filter(([name]) => !varying.has(name)).map(([name, value]) => `${name}: ${value}`)
  const body = text.replaceAll(login, '').replace(/"requestId":"[^"]*"/, '')
  return JSON.stringify({ status, lines, cookies: headers.getSetCookie(), body })
}

const page = (login: string, password = wrong) => server.browser().post('/login', { login, password })
const program = (login: string, password = wrong) => server.browser().api('POST', '/api/sessions', { login, password })

describe('sign-in gives the same answer for unknown, wrong password, imported hash, suspended, unverified, locked', () => {
  test.each([
    ['page', page],
    ['API', program],
  ])('by the %s: status, body, headers and cookies', async (_name, ask) => {
    const answers = await Promise.all(Object.values(logins).map(async (login) => essence(await ask(login), login)))
    expect(answers).toHaveLength(8)
    expect(new Set(answers).size).toBe(1)
  })

  test('and the same work: the times of interleaved tries do not tell a skipped hash', async () => {
    const times: Record<string, number[]> = {}
    for (let round = 0; round < 25; round += 1) {
      for (const name of ['unknown', 'known', 'suspended', 'without']) {
        const start = performance.now()
        await program(logins[name] as string)
        times[name] = [...(times[name] ?? []), performance.now() - start]
      }
    }
    // On a busy machine only the fastest try of each tells the work; a hash is most of it, so without one it would be
    // a third.
    const fastest = Object.values(times).map((all) => Math.min(...all))
    expect(Math.min(...fastest) / Math.max(...fastest)).toBeGreaterThan(0.6)
  })
})

describe('suspended and unverified are told only to the right password', () => {
  test.each(['suspended', 'leaving'])('%s', async (name) => {
    const login = logins[name] as string
    const told = await program(login, passwords[name])
    expect(told.status).toBe(403)
    expect(told.json()).toMatchObject({ code: `account-${name}` })
    expect(told.headers.getSetCookie()).toEqual([])
    const shown = await page(login, passwords[name])
    expect(shown.status).toBe(422)
    expect(shown.text).toMatch(name === 'suspended' ? /This account is suspended\./ : /This account is being closed/)
    expect((await program(login)).json()).toMatchObject({ code: 'sign-in-failed' })
  })
})
