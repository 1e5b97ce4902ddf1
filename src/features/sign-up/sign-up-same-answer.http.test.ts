import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../../test/support/browser.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../test/support/server.ts'
import { formOf, someone } from './fixtures/person.ts'

let server: TestServer
let known: Readonly<Record<string, string>>

// No worker runs: what a request leaves for one can be counted.
beforeAll(async () => {
  server = await startTestServer({ env: { ...withMail, EMAIL_VERIFICATION: 'before-sign-in' } })
  const [member, suspended, unverified] = await Promise.all([newPerson(server), newPerson(server), newPerson(server)])
  const { owner } = server.database
  await owner.query(`update accounts set status = 'suspended' where id = $1`, [suspended.account.id])
  await owner.query('update accounts set email_verified_at = null where id = $1', [unverified.account.id])
  known = {
    member: member.account.email,
    'in capitals': member.account.email.toUpperCase(),
    suspended: suspended.account.email,
    unverified: unverified.account.email,
  }
})
afterAll(() => server.stop())

const byPage = (person: object) => server.browser().post('/register', { ...formOf(someone()), ...person })
const byProgram = (person: object) =>
  server.browser().api('POST', '/api/accounts', { ...someone(), ...person, acceptTerms: true })

// What differs by nature: when, which request, and the random sign of the browser.
const varying = new Set(['date', 'x-request-id', 'set-cookie'])
const essence = ({ status, headers, text }: Reply) =>
  JSON.stringify({
    ...{ status, text, lines: [...headers].filter(([name]) => !varying.has(name)) },
    cookies: headers.getSetCookie().map((line) => line.replace(/=[\w-]{43};/, '=…;')),
  })
const statesOf = async () => {
  const { rows } = await server.database.owner.query(
    `select (select count(*) from pending_sign_ups) as waiting, (select count(*) from one_time_links) as links,
       (select count(*) from reserved_usernames) as names, (select count(*) from mails) as mails,
       (select count(*) from porchlight_jobs._private_jobs) as jobs`,
  )
  return Object.values(rows[0] as Record<string, string>).map(Number)
}

describe('sign-up with a known address gives the same answer as with a new one; the owner gets a mail, one job in both cases', () => {
  test.each([
    ['page', byPage, 303],
    ['API', byProgram, 202],
  ] as const)('by the %s: status, body, headers and cookies', async (_, register, status) => {
    const answers = [await register({})]
    for (const email of Object.values(known)) answers.push(await register({ email }))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([status]))
    expect(new Set(answers.map(essence)).size).toBe(1)
    expect(answers[0]?.headers.getSetCookie().join()).toMatch(/^porchlight-sign-up=[\w-]{43}; Max-Age=86400;/)
  })

  test('and leaves the same: one row, one name, one link and one job that holds numbers only', async () => {
    for (const email of [someone().email, ...Object.values(known)]) {
      const before = await statesOf()
      await byProgram({ email })
      expect((await statesOf()).map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 1, 0, 1])
    }
    const { rows } = await server.database.owner.query('select payload::text from porchlight_jobs._private_jobs')
    for (const { payload } of rows)
      expect(JSON.parse(payload)).toEqual({ signUpId: expect.stringMatching(/^[\w-]{36}$/) })
  })

  test('with other faults too: the name is told, the address never', async () => {
    const { account } = await newPerson(server)
    const reply = await byProgram({ username: account.username, email: account.email, password: 'short' })
    const errors = reply.json<{ errors: { pointer: string; code: string }[] }>().errors
    expect(errors.filter(({ pointer }) => pointer !== '/password')).toMatchObject([
      { pointer: '/username', code: 'username-taken' },
    ])
    expect((await byPage({ email: account.email, username: account.username })).text).not.toContain('href="#email"')
  })

  test('the pages that wait say the same, and so do digits that are tried', async () => {
    const shown = new Set<string>()
    for (const email of [someone().email, known.member ?? '']) {
      const browser = server.browser()
      await browser.post('/register', { ...formOf(someone()), email })
      const page = await browser.get('/verify')
      const tried = await browser.post('/verify', { code: '123456' })
      expect([page.status, tried.status]).toEqual([200, 422])
      shown.add((page.text + tried.text).replaceAll(email, '…'))
    }
    expect(shown.size).toBe(1)
  })

  test('and the same work: the medians of interleaved sign-ups do not tell a skipped hash', async () => {
    const times: Record<string, number[]> = { new: [], known: [] }
    for (let round = 0; round < 40; round += 1)
      for (const name of ['new', 'known'].toSorted(() => Math.random() - 0.5)) {
        const start = performance.now()
        const reply = await byProgram(name === 'known' ? { email: known.member } : {})
        times[name]?.push(performance.now() - start)
        expect(reply.status).toBe(202)
      }
    const medians = Object.values(times).map((all) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0)
    // Without the hash less than half remains.
    expect(Math.min(...medians) / Math.max(...medians), JSON.stringify(medians)).toBeGreaterThan(0.65)
  })
})

describe('recovery, resend and change of address give the same answer for known and unknown addresses', () => {
  test('asking for the mail once more, by page and API', async () => {
    const waiting = someone()
    await byProgram(waiting)
    const emails = ['nobody@example.org', waiting.email, ...Object.values(known)]
    const replies = { page: new Set<string>(), API: new Set<string>() }
    for (const email of emails) {
      const before = await statesOf()
      const page = await server.browser().post('/verify/again', { email })
      const program = await server.browser().api('POST', '/api/accounts/verification', { email })
      expect([page.status, program.status, program.json()]).toEqual([303, 202, { next: 'check-mail' }])
      replies.page.add(essence(page))
      replies.API.add(essence(program))
      expect((await statesOf()).map((count, index) => count - (before[index] ?? 0))).toEqual([0, 0, 0, 0, 2])
    }
    expect([replies.page.size, replies.API.size]).toEqual([1, 1])
  })

  test('and the same work', async () => {
    const waiting = someone()
    await byProgram(waiting)
    const emails = { unknown: 'nobody@example.org', waiting: waiting.email, known: known.member ?? '' }
    const times: Record<string, number[]> = {}
    for (let round = 0; round < 120; round += 1)
      for (const [name, email] of Object.entries(emails).toSorted(() => Math.random() - 0.5)) {
        const start = performance.now()
        await server.browser().api('POST', '/api/accounts/verification', { email })
        times[name] = [...(times[name] ?? []), performance.now() - start]
      }
    const medians = Object.values(times).map((all) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0)
    expect(Math.min(...medians) / Math.max(...medians), JSON.stringify(medians)).toBeGreaterThan(0.55)
  })

  test('what is no address is said beside the field', async () => {
    const page = await server.browser().post('/verify/again', { email: 'kit' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('id="email-error"')
  })
})

describe('a request that is sent twice', () => {
  test('lets one sign-up wait, 20 at once, and a repetition gets no cookie', async () => {
    const person = { ...someone(), acceptTerms: true }
    const headers = { 'idempotency-key': 'the-same' }
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => server.browser().api('POST', '/api/accounts', person, { headers })),
    )
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]))
    expect(replies.filter(({ headers }) => headers.getSetCookie().length > 0)).toHaveLength(1)
    const { rowCount } = await server.database.owner.query('select 1 from pending_sign_ups where username = $1', [
      person.username,
    ])
    expect(rowCount).toBe(1)
    const other = await server.browser().api('POST', '/api/accounts', { ...person, firstName: 'Kat' }, { headers })
    expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' })
  })
})

describe('a name that waits', () => {
  const taken = { status: 422, errors: [{ pointer: '/username', code: 'username-taken' }] }

  test('is answered like one that is taken, at sign-up in any case and at a change of name', async () => {
    const waiting = someone()
    await byProgram(waiting)
    expect((await byProgram({ username: waiting.username.toUpperCase() })).json()).toMatchObject(taken)
    const { browser } = await newPerson(server)
    expect((await browser.api('PATCH', '/api/account', { username: waiting.username })).json()).toMatchObject(taken)
  })

  test('wanted by 20 at once, half of them by a change of name, goes to one', async () => {
    const { username } = someone()
    const people = await Promise.all(Array.from({ length: 10 }, () => newPerson(server)))
    const replies = await Promise.all([
      ...people.map(({ browser }) => browser.api('PATCH', '/api/account', { username })),
      ...Array.from({ length: 10 }, () => byProgram({ username })),
    ])
    expect(replies.filter(({ status }) => status === 202 || status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 422)).toHaveLength(19)
  })
})
