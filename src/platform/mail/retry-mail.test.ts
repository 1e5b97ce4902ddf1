import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { silentLog } from '../../../test/support/silent-log.ts'
import { startTestSmtp, type TestSmtp } from '../../../test/support/smtp.ts'
import { systemClock } from '../clock/clock.ts'
import { silentMeter } from '../observe/metrics/meter.ts'
import type { MailKind } from './mail-kind.ts'
import { queueMail } from './queue-mail.ts'
import { retryMail } from './retry-mail.ts'
import { sendMailJob } from './send-mail.ts'
import { createSmtpTransport } from './smtp-transport.ts'

let database: TestDatabase
let smtp: TestSmtp
beforeAll(async () => {
  database = await createTestDatabase()
  smtp = await startTestSmtp()
})
afterAll(async () => {
  await smtp.stop()
  await database.close()
})

const greeting: MailKind = {
  name: 'greeting',
  compose: async () => ({
    to: { name: 'Kit', address: 'kit@example.org' },
    locale: 'en',
    content: { subject: 'Hello', preview: 'Hello', blocks: [] },
  }),
}

async function tryNow(mailId: string): Promise<void> {
  const from = { name: '', address: 'a@example.org' }
  const transport = await createSmtpTransport({ url: smtp.url, from, dkim: null })
  const brand = { siteName: 'Site', siteUrl: 'https://example.org', accent: '#f7b238', onAccent: '#000' }
  const places = { brand, host: 'example.org', probeMs: 300, meter: silentMeter }
  const told = { onTaken: async () => {}, onRefused: async () => {} }
  await database.owner.query('delete from porchlight_jobs._private_jobs')
  await sendMailJob({ transport, kinds: [greeting], ...places, ...told }).run(
    { db: database.db, clock: systemClock, log: silentLog() },
    { mailId },
  )
  await transport.close()
}

const outcome = async () => (await database.owner.query('select outcome from mails')).rows[0].outcome
const waits = async () =>
  (
    await database.owner.query(
      'select extract(epoch from run_at - now())::int as seconds from porchlight_jobs._private_jobs',
    )
  ).rows.map(({ seconds }) => seconds)

it('a mail that waits or was given up is tried anew when somebody asks for it, by one job', async () => {
  const { db } = database
  await db.transaction((tx) => queueMail(tx, { kind: 'greeting', accountId: null, now: new Date() }))
  const { id } = (await database.owner.query('select id from mails')).rows[0]
  const retry = () => db.transaction((tx) => retryMail(tx, { id, now: new Date() }))
  smtp.fail({ at: 'recipient', reply: '450 greylisted' })
  await tryNow(id)
  expect(await waits()).toEqual([expect.closeTo(30, -1)])
  expect(await retry()).toEqual({ accountId: null, kind: 'greeting' })
  expect(await waits()).toEqual([0])
  smtp.fail({ at: 'recipient', reply: '550 nobody here' })
  await tryNow(id)
  expect([await outcome(), await waits()]).toEqual(['given-up', []])
  await retry()
  expect([await outcome(), await waits()]).toEqual([null, [0]])
  smtp.fail(null)
  await tryNow(id)
  expect([await outcome(), smtp.taken.length]).toEqual(['sent', 1])
  expect(await retry(), 'what was sent is not sent again').toBeNull()
})
