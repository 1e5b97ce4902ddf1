import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../../test/support/browser.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../test/support/server.ts'

const wrong = 'Wrong-lantern-7'
let server: TestServer
let logins: Record<string, string>
let passwords: Record<string, string>

beforeAll(async () => {
  server = await startTestServer({ env: withMail })
  const [known, suspended, leaving, due, without, locked] = await Promise.all(
    Array.from({ length: 6 }, () => newPerson(server)),
  )
  if (!known || !suspended || !leaving || !due || !without || !locked) throw new Error('not made')
  const { owner } = server.database
  await owner.query(`update accounts set status = 'suspended' where id = $1`, [suspended.account.id])
  await owner.query(`update accounts set status = 'leaving' where id = $1`, [leaving.account.id])
  await owner.query('update accounts set must_change_password = true where id = $1', [due.account.id])
  await owner.query('delete from passwords where account_id = $1', [without.account.id])
  const people = { known, suspended, leaving, due, without, locked }
  logins = {
    unknown: 'nobody-of-this-name',
    'unknown email': 'nobody@example.org',
    ...Object.fromEntries(Object.entries(people).map(([name, { account }]) => [name, account.username])),
    'known email': known.account.email,
    'unknown, locked': 'another-nobody',
  }
  passwords = { suspended: suspended.password, leaving: leaving.password, locked: locked.password }
  for (const login of [locked.account.username, 'another-nobody'])
    for (let at = 0; at < 5; at += 1) await program(login)
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
    answers.push(essence(await ask(logins.locked as string, passwords.locked), logins.locked as string))
    expect(answers).toHaveLength(11)
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

const medianOf = (times: readonly number[]) => times.toSorted((one, other) => one - other)[times.length >> 1] as number

describe('suspended and unverified are told only to the right password; a lock is never told: right and wrong get the same page while it lasts', () => {
  test.each(['suspended', 'leaving'])('%s', async (name) => {
    const login = logins[name] as string
    // The tries before this were enough for a lock.
    await server.database.owner.query(
      'delete from lockouts where subject = (select id from accounts where username = $1)',
      [login],
    )
    const told = await program(login, passwords[name])
    expect(told.status).toBe(403)
    expect(told.json()).toMatchObject({ code: `account-${name}` })
    expect(told.headers.getSetCookie()).toEqual([])
    const shown = await page(login, passwords[name])
    expect(shown.status).toBe(422)
    expect(shown.text).toMatch(name === 'suspended' ? /This account is suspended\./ : /This account is being closed/)
    expect((await program(login)).json()).toMatchObject({ code: 'sign-in-failed' })
  })

  test.each([
    ['page', page],
    ['API', program],
  ])('locked, by the %s: the right password, wrong ones, and a name that nobody has', async (_name, ask) => {
    const login = logins.locked as string
    const answers = [
      essence(await ask(login, passwords.locked), login),
      essence(await ask(login), login),
      essence(await ask('another-nobody', passwords.locked), 'another-nobody'),
      essence(await ask('never-tried-before'), 'never-tried-before'),
    ]
    expect(new Set(answers).size).toBe(1)
  })

  test('locked or not, right, wrong or unknown: the same statements, in the same order', async () => {
    const login = logins.locked as string
    const sent = async (...tried: [string, string?]) => {
      const texts: string[] = []
      const stop = server.database.onStatement(({ text }) => void texts.push(text))
      await program(...tried)
      stop()
      return texts
    }
    const right = await sent(login, passwords.locked)
    expect(right.length).toBeGreaterThan(4)
    expect(await sent(login)).toEqual(right)
    expect(await sent('another-nobody')).toEqual(right)
    expect(await sent('tried-once-now')).toEqual(right)
    expect(await sent('tried-once-now')).toEqual(right)
  })

  test('locked takes as long as open: medians of interleaved tries', async () => {
    const login = logins.locked as string
    const ways = {
      right: () => program(login, passwords.locked),
      wrong: () => program(login),
      unknown: () => program('another-nobody'),
      'not locked': () => program(`open-${Math.random()}`),
    }
    const names = Object.keys(ways) as (keyof typeof ways)[]
    const shares: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]))
    for (let round = 0; round < 48; round += 1) {
      const times: [string, number][] = []
      // Each in each place, so that none always comes after the same one.
      for (let at = 0; at < names.length; at += 1) {
        const name = names[(at + round) % names.length] as keyof typeof ways
        const start = performance.now()
        await ways[name]()
        times.push([name, performance.now() - start])
      }
      // On a busy machine one round is slower than the next: what counts is the share of each in its round.
      const whole = times.reduce((sum, [, time]) => sum + time, 0)
      for (const [name, time] of times) shares[name]?.push(time / whole)
    }
    const medians = Object.values(shares).map(medianOf)
    expect(Math.min(...medians) / Math.max(...medians)).toBeGreaterThan(0.75)
  })
})
