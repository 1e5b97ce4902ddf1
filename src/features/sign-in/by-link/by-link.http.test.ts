import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { minutes } from '../../../../test/support/clock.ts'
import { tokenIn } from '../../../../test/support/mail-worker.ts'
import { type MailingServer, startMailingServer } from '../../../../test/support/mails.ts'
import { addPasskey } from '../../../../test/support/passkeys.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import type { TakenMail } from '../../../../test/support/smtp.ts'

const metricsToken = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

let at: MailingServer
let other: TestServer
beforeAll(async () => {
  at = await startMailingServer({ SITE_NAME: 'Workshop', METRICS_TOKEN: metricsToken }, 'localhost')
  other = await startTestServer({ env: at.env, host: 'localhost', database: at.server.database })
})
afterAll(async () => {
  await other.stop()
  await at.stop()
})

const wrong = 'Wrong-lantern-7'
const tryIn = async (login: string, password = wrong, browser = at.server.browser()) =>
  (await browser.api('POST', '/api/sessions', { login, password })).status
const query = async (text: string, values: readonly unknown[] = []) =>
  (await at.server.database.owner.query(text, [...values])).rows

const isLink = ({ source }: TakenMail) => /^Subject: Your link to sign in/m.test(source)
const isNotice = ({ source }: TakenMail) => /^Subject: Several wrong passwords/m.test(source)
const linksTo = ({ account }: Person) => at.mailsTo(account.email).filter(isLink)
const noticesTo = ({ account }: Person) => at.mailsTo(account.email).filter(isNotice)

async function lock({ account }: Person) {
  for (let count = 0; count < 5; count += 1) expect(await tryIn(account.username)).toBe(401)
}

/** Somebody whose account is locked, and who has typed the right password at a new browser; the token of the mail. */
async function lockedOut(person?: Person) {
  const owner = person ?? (await newPerson(at.server))
  await lock(owner)
  expect(await tryIn(owner.account.username, owner.password)).toBe(401)
  await at.untilIdle()
  const mail = linksTo(owner).at(-1)
  if (!mail) throw new Error('no link')
  return { ...owner, mail, token: tokenIn(mail) }
}

async function follow(token: string, server = at.server): Promise<Browser> {
  const browser = server.browser()
  const reply = await browser.get(`/login/link?token=${token}`)
  expect([reply.status, reply.headers.get('location')]).toEqual([303, '/login/link'])
  return browser
}
const press = (browser: Browser) => browser.post('/login/link', { keepSignedIn: 'on' })
const isIn = async (browser: Browser) => (await browser.api('GET', '/api/account')).status === 200
const isLocked = async ({ account, password }: Person) => (await tryIn(account.username, password)) === 401
const useLink = async (token: string) => (await press(await follow(token))).status

describe('an owner without a device cookie gets in by the right password, which queues one mailed sign-in link per lock, same work either way', () => {
  test('the link signs in the browser that follows it and ends the lock', async () => {
    const owner = await lockedOut()
    const browser = await follow(owner.token)
    const page = await browser.get('/login/link')
    expect([page.status, page.text.includes(owner.account.username)]).toEqual([200, true])
    expect(await isIn(browser)).toBe(false)
    const reply = await press(browser)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account'])
    expect(await isIn(browser)).toBe(true)
    expect(browser.cookies.has('porchlight-link')).toBe(false)
    expect(await isLocked(owner)).toBe(false)
    const events = await query(
      `select action from audit_events where subject_id = $1 and action like 'account.%locked' order by id`,
      [owner.account.id],
    )
    expect(events.map(({ action }) => action)).toEqual(['account.locked', 'account.unlocked'])
    const metrics = await browser.get('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })
    expect(metrics.text).toMatch(/^porchlight_lockouts_ended_total\{by="link"\} [1-9]/m)
  })

  test('one link a lock, also of 20 right passwords at once at two servers; wrong ones bring none', async () => {
    const owner = await newPerson(at.server)
    await lock(owner)
    await at.untilIdle()
    expect(linksTo(owner)).toHaveLength(0)
    const tries = Array.from({ length: 20 }, (_, n) =>
      tryIn(owner.account.username, owner.password, (n % 2 ? at.server : other).browser()),
    )
    expect(new Set(await Promise.all(tries))).toEqual(new Set([401]))
    await at.untilIdle()
    expect(linksTo(owner)).toHaveLength(1)
    at.server.advance(minutes(16))
    await lock(owner)
    await tryIn(owner.account.username, owner.password)
    await at.untilIdle()
    expect(linksTo(owner)).toHaveLength(2)
  })

  test('one notice a day, however many locks there are', async () => {
    const owner = await newPerson(at.server)
    for (let count = 0; count < 3; count += 1) {
      await lock(owner)
      at.server.advance(minutes(300))
    }
    await at.untilIdle()
    expect(noticesTo(owner)).toHaveLength(1)
    at.server.advance(minutes(24 * 60))
    await lock(owner)
    await at.untilIdle()
    expect(noticesTo(owner)).toHaveLength(2)
    expect(linksTo(owner)).toHaveLength(0)
  })

  test('right, wrong and unknown leave the same jobs', async () => {
    const owner = await newPerson(at.server)
    await lock(owner)
    await tryIn(owner.account.username, owner.password)
    await at.untilIdle()
    await at.server.database.owner.query('create table seen_jobs (payload json)')
    await at.server.database.owner.query(`
      create function note_job() returns trigger language plpgsql security definer set search_path from current as
      $$ begin insert into seen_jobs values (new.payload); return new; end $$`)
    await at.server.database.owner.query(
      'create trigger note_job after insert on porchlight_jobs._private_jobs for each row execute function note_job()',
    )
    const counts: number[] = []
    for (const [login, password] of [
      [owner.account.username, owner.password],
      [owner.account.username, wrong],
      ['nobody-of-this-name', wrong],
    ] as const) {
      await tryIn(login, password)
      counts.push((await query('select 1 from seen_jobs')).length)
    }
    expect(counts).toEqual([1, 2, 3])
    await at.server.database.owner.query('drop trigger note_job on porchlight_jobs._private_jobs')
  })

  test('somebody suspended, leaving or gone is sent nothing', async () => {
    for (const change of [
      `update accounts set status = 'suspended' where id = $1`,
      `update accounts set status = 'leaving' where id = $1`,
      'delete from accounts where id = $1',
    ]) {
      const owner = await newPerson(at.server)
      await query(change, [owner.account.id])
      await lock(owner)
      expect(await tryIn(owner.account.username, owner.password)).toBe(401)
      await at.untilIdle()
      expect(at.mailsTo(owner.account.email)).toHaveLength(0)
    }
  })
})

describe('the link', () => {
  test('works once, of 20 at once at two servers for one', async () => {
    const { token } = await lockedOut()
    const browsers = await Promise.all(Array.from({ length: 20 }, (_, n) => follow(token, n % 2 ? at.server : other)))
    const statuses = (await Promise.all(browsers.map(press))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(19)
    expect(await useLink(token)).toBe(410)
  })

  test('opens nothing in the browser that asked for it, or in any that did not follow it', async () => {
    const { token } = await lockedOut()
    const browser = await follow(token)
    expect((await press(at.server.browser())).status).toBe(410)
    expect((await press(browser)).status).toBe(303)
  })

  test('stands for the password alone: a second factor is asked for, in that browser only', async () => {
    const owner = await newPerson(at.server)
    expect((await addPasskey(owner.browser)).reply.status).toBe(201)
    const { token } = await lockedOut(owner)
    const browser = await follow(token)
    const reply = await press(browser)
    expect(reply.headers.get('location')).toBe('/login/second-factor')
    expect(await isIn(browser)).toBe(false)
    expect((await browser.get('/login/second-factor')).status).toBe(200)
    expect((await at.server.browser().get('/login/second-factor')).status).toBe(303)
  })

  test('a new password that is due is chosen next', async () => {
    const owner = await lockedOut()
    await query('update accounts set must_change_password = true where id = $1', [owner.account.id])
    const browser = await follow(owner.token)
    expect((await press(browser)).headers.get('location')).toBe('/login/new-password')
    expect(await isIn(browser)).toBe(false)
  })

  test('dies with the password and with the address', async () => {
    for (const change of [
      `update passwords set changed_at = changed_at + interval '1 second' where account_id = $1`,
      `update accounts set email = 'new-' || email where id = $1`,
      `update accounts set status = 'suspended' where id = $1`,
    ]) {
      const { account, token } = await lockedOut()
      const before = await follow(token)
      await query(change, [account.id])
      expect((await before.get('/login/link')).status).toBe(410)
      expect(await useLink(token)).toBe(410)
    }
  })

  test('works for 30 minutes, and not as a link of another kind', async () => {
    const { token } = await lockedOut()
    at.server.advance(minutes(29))
    expect((await (await follow(token)).get('/login/link')).status).toBe(200)
    const browser = at.server.browser()
    await browser.get(`/recover/new-password?token=${token}`)
    expect((await browser.get('/recover/new-password')).status).toBe(410)
    at.server.advance(minutes(2))
    expect(await useLink(token)).toBe(410)
    expect(await useLink('made-up')).toBe(410)
  })

  test('a GET signs nobody in, and following it spends nothing', async () => {
    const { token } = await lockedOut()
    for (let count = 0; count < 3; count += 1) {
      const browser = await follow(token)
      await browser.get('/login/link')
      expect(await isIn(browser)).toBe(false)
    }
    expect(await useLink(token)).toBe(303)
  })
})
