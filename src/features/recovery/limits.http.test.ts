import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { hours } from '../../../test/support/clock.ts'
import { startMailWorker } from '../../../test/support/mail-worker.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { startTestSmtp, type TestSmtp } from '../../../test/support/smtp.ts'

let server: TestServer
let smtp: TestSmtp
let worker: Awaited<ReturnType<typeof startMailWorker>>

beforeAll(async () => {
  smtp = await startTestSmtp()
  server = await startTestServer({
    env: { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org', RATE_LIMITS: 'on' },
  })
  worker = await startMailWorker(server)
})
afterAll(async () => {
  await worker.stop()
  await server.stop()
  await smtp.stop()
})

let asked = 0

/** From a new address each time, unless told. */
function ask(login: string, { ip = `203.0.113.${++asked}`, page = false } = {}) {
  const browser = server.browser()
  browser.ip = ip
  return page ? browser.post('/recover', { login }) : browser.api('POST', '/api/recovery', { login })
}

const count = async (table: string) => {
  const { rows } = await server.database.owner.query(`select count(*)::int as count from ${table}`)
  return rows[0].count as number
}
const untilIdle = () =>
  vi.waitFor(async () => expect(await count('porchlight_jobs._private_jobs')).toBe(0), {
    timeout: 15_000,
    interval: 30,
  })

test('one address asks five times an hour, by page and API together, whoever it names', async () => {
  const { account } = await newPerson(server)
  const ip = '198.51.100.7'
  const statuses: number[] = []
  for (const [at, login] of [
    account.username,
    'nobody',
    account.email,
    'nobody@example.org',
    'x',
    account.username,
    'nobody',
  ].entries())
    statuses.push((await ask(login, { ip, page: at % 2 === 1 })).status)
  expect(statuses).toEqual([202, 303, 202, 303, 202, 429, 429])
  server.advance(hours(1.01))
  expect((await ask('nobody', { ip })).status).toBe(202)
  await untilIdle()
})

test('mail goes to the stored address, one recipient, a few per hour per mailbox; beyond that the answer is the same', async () => {
  const { account } = await newPerson(server)
  const before = smtp.taken.length
  const logins = Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? account.username : account.email))
  const replies = await Promise.all(logins.map((login) => ask(login)))
  expect(new Set(replies.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set(['202 {"next":"check-mail"}']),
  )
  await untilIdle()
  expect(smtp.taken.slice(before).map(({ to }) => to)).toEqual([[account.email], [account.email], [account.email]])
  server.advance(hours(1.01))
  await ask(account.username)
  await untilIdle()
  expect(smtp.taken.length - before).toBe(4)
})

test('asking for a thousand names stays bounded in rows and mails', async () => {
  const people = await Promise.all(Array.from({ length: 3 }, () => newPerson(server)))
  const before = {
    links: await count('one_time_links'),
    mails: await count('mails'),
    limits: await count('rate_limits'),
  }
  const addresses = new Set<string>()
  for (let at = 0; at < 120; at += 1) {
    const ip = `192.0.2.${at % 30}`
    addresses.add(ip)
    await ask(at % 2 === 0 ? `nobody-${at}` : (people[at % 3]?.account.username ?? ''), { ip })
  }
  await untilIdle()
  expect((await count('one_time_links')) - before.links).toBe(people.length)
  expect((await count('mails')) - before.mails).toBe(people.length * 3)
  // One for each address, one for each account: none for a name that nobody has.
  expect((await count('rate_limits')) - before.limits).toBe(addresses.size + people.length)
})

test('asking for recovery never locks', async () => {
  const { account, password } = await newPerson(server)
  for (let at = 0; at < 12; at += 1) await ask(account.username)
  const browser = server.browser()
  browser.ip = '203.0.113.250'
  expect((await browser.api('POST', '/api/sessions', { login: account.username, password })).status).toBe(201)
  await untilIdle()
})
