import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newPerson, type Person } from '../../test/support/people.ts'
import { startTestServer, type TestServer, testSecret } from '../../test/support/server.ts'
import { silentLog } from '../../test/support/silent-log.ts'
import { startTestSmtp, type TestSmtp } from '../../test/support/smtp.ts'
import { markBouncing } from '../features/accounts/index.ts'
import { loadKeys } from '../features/keys/index.ts'
import { systemClock } from '../platform/clock/clock.ts'
import { type RunningJobs, startJobs } from '../platform/jobs/start-jobs.ts'
import { queueMail } from '../platform/mail/queue-mail.ts'
import { silentMeter } from '../platform/observe/metrics/meter.ts'
import { openMail } from './mail.ts'

let server: TestServer
let smtp: TestSmtp
let mail: Awaited<ReturnType<typeof openMail>>
let worker: RunningJobs
let person: Person
beforeAll(async () => {
  smtp = await startTestSmtp()
  server = await startTestServer({ env: { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org' } })
  const { config, database } = server
  const log = silentLog()
  const keys = await loadKeys(database.db, [testSecret])
  mail = await openMail({ config, db: database.db, keys, log, meter: silentMeter })
  const parts = { connection: database.connection, db: database.db, clock: systemClock, log }
  worker = startJobs({ ...parts, jobs: mail.jobs.filter(({ cron }) => cron === undefined) })
  person = await newPerson(server)
})
afterAll(async () => {
  await worker.stop()
  await mail.close()
  await server.stop()
  await smtp.stop()
})

/** Sends the person a mail, and waits for what becomes of it. */
async function send(outcome: string): Promise<void> {
  const { db, owner } = server.database
  await owner.query('delete from mails')
  const wanted = { kind: 'password-changed', accountId: person.account.id, now: new Date() }
  await db.transaction((tx) => queueMail(tx, wanted))
  const seen = async () => (await owner.query('select outcome from mails')).rows[0]?.outcome
  await vi.waitFor(async () => expect(await seen()).toBe(outcome), { timeout: 15_000, interval: 30 })
}

const state = async () => (await person.browser.api('GET', '/api/account')).json().mailState
const events = async () =>
  (
    await server.database.owner.query(
      `select action, actor_kind from audit_events where subject_id = $1 and action like 'account.mail%' order by id`,
      [person.account.id],
    )
  ).rows.map(({ action, actor_kind }) => `${action} by ${actor_kind}`)

describe('an address that mail comes back from', () => {
  it('is noted once, told to the person with what to do, and to admins', async () => {
    smtp.fail({ at: 'recipient', reply: '550 nobody here' })
    await send('given-up')
    await send('given-up')
    expect(await state()).toBe('bouncing')
    expect(await events()).toEqual(['account.mail-refused by system'])
    const { text } = await person.browser.get('/account')
    expect(text).toContain(`Mail to ${person.account.email} comes back.`)
    expect(text).toContain('<a href="#address">Correct your email</a>')
    const admin = await newPerson(server, { role: 'admin' })
    const file = await admin.browser.get(`/admin/accounts/${person.account.id}`)
    expect(file.text).toContain('Mail to this address comes back')
  })

  it('is an address like any other once a mail has arrived there', async () => {
    smtp.fail(null)
    await send('sent')
    expect(await state()).toBe('working')
    expect(await events()).toEqual(['account.mail-refused by system', 'account.mail-arrives by system'])
    expect((await person.browser.get('/account')).text).not.toContain('comes back')
  })

  it('is forgotten with another address, which a late refusal of the former one does not touch', async () => {
    smtp.fail({ at: 'recipient', reply: '550 nobody here' })
    await send('given-up')
    expect(await state()).toBe('bouncing')
    const email = `new-${person.account.email}`
    expect((await person.browser.api('PUT', '/api/account/email', { email })).status).toBe(204)
    expect(await state()).toBe('working')
    const scope = {
      caller: null,
      requestId: 'a-test',
      ip: null,
      userAgent: null,
      locale: 'en',
      timeZone: 'UTC',
    } as const
    const former = { accountId: person.account.id, address: person.account.email }
    await server.database.db.transaction((tx) => markBouncing(tx, { ...scope, now: new Date() }, former))
    expect(await state()).toBe('working')
  })
})
