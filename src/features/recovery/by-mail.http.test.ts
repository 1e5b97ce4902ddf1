import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { minutes } from '../../../test/support/clock.ts'
import { startMailWorker, textOf, tokenIn } from '../../../test/support/mail-worker.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { startTestSmtp, type TakenMail, type TestSmtp } from '../../../test/support/smtp.ts'
import { follow, fresh, path, twice } from './fixtures/links.ts'
import { setPasswordPath } from './index.ts'

const wait = { timeout: 15_000, interval: 30 }
let server: TestServer
let other: TestServer
let smtp: TestSmtp
let worker: Awaited<ReturnType<typeof startMailWorker>>

beforeAll(async () => {
  smtp = await startTestSmtp()
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org' }
  server = await startTestServer({ env })
  other = await startTestServer({ env, database: server.database })
  worker = await startMailWorker(server)
})
afterAll(async () => {
  await worker.stop()
  await other.stop()
  await server.stop()
  await smtp.stop()
})
afterEach(() => smtp.fail(null))

const mailsTo = (email: string): readonly TakenMail[] => smtp.taken.filter(({ to }) => to[0] === email)

/** The mails to an address, as soon as there are so many. */
const untilMails = (email: string, count: number) =>
  vi.waitFor(() => {
    expect(mailsTo(email)).toHaveLength(count)
    return mailsTo(email)
  }, wait)

const untilAnswered = () =>
  vi.waitFor(async () => {
    const { rows } = await server.database.owner.query(
      'select count(*)::int as count from porchlight_jobs._private_jobs',
    )
    expect(rows[0].count).toBe(0)
  }, wait)

const askByPage = async (login: string) => (await server.browser().post('/recover', { login })).status
const askByApi = async (login: string) => (await server.browser().api('POST', '/api/recovery', { login })).status

/** Somebody signed in elsewhere who asked for a link by mail, and the token in it. */
async function forgetful(ask: (login: string) => Promise<number> = askByApi) {
  const person = await newPerson(server)
  await ask(person.account.username)
  const [mail] = await untilMails(person.account.email, 1)
  return { ...person, mail: mail as TakenMail, token: tokenIn(mail as TakenMail) }
}

const complete = async (token: string, newPassword = fresh) =>
  (await server.browser().api('PUT', '/api/recovery', { token, newPassword })).status

const signIn = async (login: string, password: string) =>
  (await server.browser().api('POST', '/api/sessions', { login, password })).status

describe('reset asks the second factor, opens no session, ends the others, tells the owner', () => {
  test('by the page, asked for by email', async () => {
    const { account, browser: former, password } = await newPerson(server)
    const asking = server.browser()
    const reply = await asking.post('/recover', { login: account.email.toUpperCase() })
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/recover/asked'])
    expect((await asking.get('/recover/asked')).text).toContain('It works for 30 minutes.')
    const [mail] = await untilMails(account.email, 1)
    const browser = await follow(server, tokenIn(mail as TakenMail))
    expect((await browser.get(path)).text).toContain(`for ${account.username} on Kev’s Robots`)
    expect((await browser.post(path, twice(fresh))).headers.get('location')).toBe('/login')
    expect([...browser.cookies.keys()]).toEqual(['porchlight-notice'])
    expect((await former.get('/api/session')).status).toBe(401)
    expect([await signIn(account.username, password), await signIn(account.username, fresh)]).toEqual([401, 201])
    const [, told] = await untilMails(account.email, 2)
    expect(textOf(told as TakenMail)).toContain(`${server.origin}/recover`)
  })

  test('by the API, asked for by username; it is in the log of the account, and a password that was due is not any more', async () => {
    const { account, browser: former, token } = await forgetful()
    await server.database.owner.query('update accounts set must_change_password = true where id = $1', [account.id])
    const browser = server.browser()
    const reply = await browser.api('PUT', '/api/recovery', { token, newPassword: fresh })
    expect([reply.status, reply.text, browser.cookies.size]).toEqual([204, '', 0])
    expect((await former.get('/api/session')).status).toBe(401)
    await browser.api('POST', '/api/sessions', { login: account.email, password: fresh })
    const events = (await browser.get('/api/account/events')).json<{ items: { action: string }[] }>()
    expect(events.items.map(({ action }) => action)).toContain('password.set-by-link')
    await untilMails(account.email, 2)
  })

  test('a password that breaks a rule does not spend the link', async () => {
    const { token } = await forgetful()
    expect(await complete(token, 'short')).toBe(422)
    expect(await complete(token)).toBe(204)
  })
})

describe('a token works once, 20 at once', () => {
  test('by page and API, at two nodes', async () => {
    const { token } = await forgetful()
    const tries = Array.from({ length: 20 }, async (_, at) => {
      const node = at % 2 === 0 ? server : other
      const word = `Lantern-number-${at}-A`
      if (at % 4 < 2) return (await node.browser().api('PUT', '/api/recovery', { token, newPassword: word })).status
      return (await (await follow(node, token)).post(path, twice(word))).status
    })
    const statuses = await Promise.all(tries)
    expect(statuses.filter((status) => status === 303 || status === 204)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410 || status === 503)).toHaveLength(19)
  })
})

describe('asking again sends the same link, so a stranger cannot void the owner’s', () => {
  test.each([
    ['page', askByPage],
    ['API', askByApi],
  ])('by the %s', async (_name, ask) => {
    const { account, token } = await forgetful(ask)
    await ask(account.email)
    const [, again] = await untilMails(account.email, 2)
    expect(tokenIn(again as TakenMail)).toBe(token)
    expect(await complete(token)).toBe(204)
  })

  test('also 3 at once', async () => {
    const { account } = await newPerson(server)
    await Promise.all([askByApi(account.username), askByPage(account.email), askByApi(account.email)])
    const mails = await untilMails(account.email, 3)
    expect(new Set(mails.map(tokenIn)).size).toBe(1)
  })
})

describe('a token dies with password or address change, suspension, erasure', () => {
  const { now } = { now: () => new Date(server.now().getTime() + 1_000) }
  const changes: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    [
      'password',
      (id) => server.database.owner.query('update passwords set changed_at = $1 where account_id = $2', [now(), id]),
    ],
    ['address', (id) => server.database.owner.query(`update accounts set email = 'm' || email where id = $1`, [id])],
    ['suspension', (id) => server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [id])],
    ['erasure', (id) => server.database.owner.query('delete from accounts where id = $1', [id])],
  ]
  test.each(changes)('%s', async (_name, change) => {
    const { account, token } = await forgetful()
    await change(account.id)
    expect(await complete(token)).toBe(410)
    expect((await (await follow(server, token)).get(path)).status).toBe(410)
  })

  test('the change that a person makes ends it for good, and the mail that has not gone out is not sent', async () => {
    const { account, browser, password, token } = await forgetful()
    const change = { currentPassword: password, newPassword: fresh }
    expect((await browser.api('PUT', '/api/account/password', change)).status).toBe(204)
    expect(await complete(token)).toBe(410)
    await untilMails(account.email, 2)
    await server.database.owner.query(
      `update mails set outcome = null, done_at = null, verdict = null where kind = 'recovery' and account_id = $1`,
      [account.id],
    )
    await server.database.owner.query(
      `select porchlight_jobs.add_job('send-mail', json_build_object('mailId', id)) from mails
       where kind = 'recovery' and account_id = $1`,
      [account.id],
    )
    await untilAnswered()
    expect(mailsTo(account.email)).toHaveLength(2)
  })
})

test('the life of a link counts from the last time that it was handed over, and each try brings the same', async () => {
  const { account } = await newPerson(server)
  smtp.fail({ at: 'data', reply: '450 not now' })
  await askByApi(account.username)
  await vi.waitFor(async () => {
    const { rows } = await server.database.owner.query(
      'select tries from mails where account_id = $1 and verdict is not null',
      [account.id],
    )
    expect(rows).toEqual([{ tries: 1 }])
  }, wait)
  const { rows } = await server.database.owner.query('select id::text from one_time_links where account_id = $1', [
    account.id,
  ])
  server.advance(minutes(40))
  smtp.fail(null)
  await server.database.owner.query('update porchlight_jobs._private_jobs set run_at = now()')
  const [mail] = await untilMails(account.email, 1)
  const token = tokenIn(mail as TakenMail)
  expect(token.slice(0, 32)).toBe(rows[0].id.replaceAll('-', ''))
  server.advance(minutes(29))
  expect((await (await follow(server, token)).get(path)).status).toBe(200)
  server.advance(minutes(2))
  expect(await complete(token)).toBe(410)
})

test('mail scanners opening the link consume nothing', async () => {
  const { token } = await forgetful()
  for (let at = 0; at < 3; at += 1) await (await follow(server, token)).get(path)
  await server.browser().send('HEAD', setPasswordPath(token))
  expect((await (await follow(server, token)).post(path, twice(fresh))).status).toBe(303)
})

describe('tokens leave no trace in logs, error reports, Referer or history; jobs, logs, backups and dumps hold no usable token', () => {
  test('from the question to the new password', async () => {
    const { token } = await forgetful(askByPage)
    const browser = server.browser()
    const swap = await browser.get(setPasswordPath(token))
    expect([swap.status, swap.headers.get('location')]).toEqual([303, path])
    expect(swap.headers.get('referrer-policy')).toBe('no-referrer')
    const form = await browser.get(path)
    expect(form.headers.get('referrer-policy')).toBe('same-origin')
    expect(form.text).not.toContain(token)
    await complete(token)
    expect(JSON.stringify(server.logLines)).not.toContain(token.slice(32))
    for (const table of ['mails', 'one_time_links', 'porchlight_jobs._private_jobs', 'audit_events']) {
      const { rows } = await server.database.owner.query(`select t::text as line from ${table} t`)
      expect(rows.map(({ line }) => line).join('\n')).not.toContain(token.slice(32))
    }
  })
})

test('links in mails use the configured address, whatever Host and forwarded headers say', async () => {
  const { account } = await newPerson(server)
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' }
  await server.browser().api('POST', '/api/recovery', { login: account.username }, { headers })
  await server.browser().post('/recover', { login: account.username }, { headers })
  for (const mail of await untilMails(account.email, 2)) {
    expect(mail.source).not.toContain('evil.example')
    expect(textOf(mail)).toContain(`${server.origin}${setPasswordPath(tokenIn(mail))}`)
  }
})

test('mail goes to the stored address, one recipient', async () => {
  const { account } = await newPerson(server)
  for (const login of [
    `${account.email},eve@example.org`,
    `${account.email}\r\nBcc: eve@example.org`,
    `eve@example.org ${account.email}`,
  ]) {
    expect(await askByApi(login)).toBe(202)
    expect(await askByPage(login)).toBe(303)
  }
  await askByApi(account.email)
  const [mail] = await untilMails(account.email, 1)
  await untilAnswered()
  expect(mail?.to).toEqual([account.email])
  expect(smtp.taken.filter(({ source }) => source.includes('eve@example.org'))).toEqual([])
})
