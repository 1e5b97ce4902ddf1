import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { silentLog } from '../../../test/support/silent-log.ts'
import { startTestSmtp, type TestSmtp } from '../../../test/support/smtp.ts'
import { systemClock } from '../clock/clock.ts'
import { type RunningJobs, startJobs } from '../jobs/start-jobs.ts'
import { silentMeter } from '../observe/metrics/meter.ts'
import type { MailKind } from './mail-kind.ts'
import type { Transport } from './message.ts'
import { probeMailJob } from './probe-mail.ts'
import { queueMail } from './queue-mail.ts'
import { type Addressed, patience, sendMailJob } from './send-mail.ts'
import { createSmtpTransport } from './smtp-transport.ts'

const wait = { timeout: 15_000, interval: 30 }

let database: TestDatabase
let smtp: TestSmtp
let transport: Transport
const refused: Addressed[] = []
let composed = 0

const greeting: MailKind = {
  name: 'greeting',
  async compose({ about }) {
    composed++
    if (about.over) return null
    const content = { subject: 'Hello', preview: 'Hello', blocks: [{ kind: 'text', text: `for ${about.of}` }] } as const
    return { to: { name: 'Kit', address: 'kit@example.org' }, locale: 'en', content }
  },
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
const depsOf = () => {
  const brand = { siteName: 'Site', siteUrl: 'https://example.org', accent: '#f7b238', onAccent: '#000' }
  const onRefused = async (_: unknown, who: Addressed) => void refused.push(who)
  return {
    transport,
    probeMs: 300,
    patience,
    kinds: [greeting],
    brand,
    host: 'example.org',
    meter: silentMeter,
    onRefused,
    onTaken: async () => {},
  }
}
beforeEach(async () => {
  await database.owner.query('delete from mails; delete from porchlight_jobs._private_jobs')
  refused.length = 0
  composed = 0
  smtp = await startTestSmtp()
  transport = await createSmtpTransport({ url: smtp.url, from: { name: '', address: 'a@example.org' }, dkim: null })
})
afterEach(async () => {
  await transport.close()
  await smtp.stop()
})

const queue = (about: Record<string, string> = { of: 'Kit' }) =>
  database.db.transaction((tx) => queueMail(tx, { kind: 'greeting', accountId: null, about, now: new Date() }))

const mails = async () =>
  (await database.owner.query('select tries, verdict, reply, outcome from mails order by created_at')).rows
const only = async () => (await mails())[0]
const untilOutcome = (outcome: string) => vi.waitFor(async () => expect((await only())?.outcome).toBe(outcome), wait)
const untilVerdict = (verdict: string) => vi.waitFor(async () => expect((await only())?.verdict).toBe(verdict), wait)

/** Lets what waits for a later time run now. */
const hurry = () => database.owner.query('update porchlight_jobs._private_jobs set run_at = now()')
const jobs = async () =>
  (
    await database.owner.query(
      `select extract(epoch from run_at - now())::int as in_seconds from porchlight_jobs._private_jobs j
       join porchlight_jobs._private_tasks t on t.id = j.task_id where t.identifier = 'send-mail'`,
    )
  ).rows

describe('a mail', () => {
  let worker: RunningJobs
  beforeEach(() => {
    const parts = { db: database.db, clock: systemClock, log: silentLog() }
    const list = [sendMailJob(depsOf()), probeMailJob(depsOf())]
    worker = startJobs({ connection: database.connection, ...parts, jobs: list })
  })
  afterEach(() => worker.stop())

  it('is sent once, after its transaction has committed, and not where that rolled back', async () => {
    await queue()
    await untilOutcome('sent')
    await expect(
      database.db.transaction(async (tx) => {
        await queueMail(tx, { kind: 'greeting', accountId: null, now: new Date() })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(smtp.taken.map(({ source }) => source.includes('for Kit'))).toEqual([true])
    expect(await mails()).toEqual([{ tries: 1, verdict: null, reply: null, outcome: 'sent' }])
  })

  it('that has nothing to say any more is not sent', async () => {
    await queue({ over: 'yes' })
    await untilOutcome('not-due')
    expect(smtp.taken).toEqual([])
  })

  it('waits while the server is down, with one question to it for all, and goes when it is there again', async () => {
    await smtp.stop()
    for (const of of ['one', 'two', 'three']) await queue({ of })
    await vi.waitFor(
      async () => expect((await mails()).map(({ verdict }) => verdict)).toEqual(['away', 'away', 'away']),
      wait,
    )
    expect((await only())?.reply).toContain('nothing listens')
    expect(composed, 'each was tried once').toBe(3)
    await smtp.start()
    await vi.waitFor(
      async () => expect((await mails()).map(({ outcome }) => outcome)).toEqual(['sent', 'sent', 'sent']),
      wait,
    )
    expect(smtp.taken).toHaveLength(3)
  })

  it.each(['421 closing', '450 greylisted'] as const)(
    '%s: is tried again later, under the same Message-ID',
    async (reply) => {
      smtp.fail({ at: 'recipient', reply })
      await queue()
      await untilVerdict(reply.startsWith('421') ? 'away' : 'later')
      smtp.fail(null)
      await hurry()
      await untilOutcome('sent')
      expect(smtp.taken).toHaveLength(1)
      expect((await only())?.tries).toBe(2)
    },
  )

  it('550: is given up at once, and whoever keeps addresses is told', async () => {
    smtp.fail({ at: 'recipient', reply: '550 nobody here' })
    await queue()
    await untilOutcome('given-up')
    expect(await mails()).toEqual([
      { tries: 1, verdict: 'never', reply: expect.stringContaining('nobody here'), outcome: 'given-up' },
    ])
    expect(refused).toEqual([{ accountId: null, address: 'kit@example.org', now: expect.any(Date) }])
  })

  it('is not sent again by a job that comes twice', async () => {
    await queue()
    await untilOutcome('sent')
    const { rows } = await database.owner.query('select id from mails')
    await database.owner.query(`select porchlight_jobs.add_job('send-mail', json_build_object('mailId', $1::text))`, [
      rows[0].id,
    ])
    await database.owner.query(`select porchlight_jobs.add_job('send-mail', json_build_object('mailId', $1::text))`, [
      randomUUID(),
    ])
    await vi.waitFor(async () => expect(await jobs()).toEqual([]), wait)
    expect(smtp.taken).toHaveLength(1)
  })

  it('that nobody was there to take for a day is given up', async () => {
    await smtp.stop()
    await queue()
    await untilVerdict('away')
    await database.owner.query(`update mails set trying_since = now() - interval '25 hours'`)
    await untilOutcome('given-up')
  })
})

it('a mail that is not taken is tried with growing pauses for a day, and then given up', async () => {
  smtp.fail({ at: 'data', reply: '452 full' })
  await queue()
  const { id: mailId } = (await database.owner.query('select id from mails')).rows[0]
  const begun = Date.now()
  const pauses: number[] = []
  for (let now = begun; (await only())?.outcome === null; now = begun + pauses.reduce((sum, pause) => sum + pause, 0)) {
    await database.owner.query('delete from porchlight_jobs._private_jobs')
    await sendMailJob(depsOf()).run({ db: database.db, clock: () => new Date(now), log: silentLog() }, { mailId })
    const { rows } = await database.owner.query('select run_at from porchlight_jobs._private_jobs')
    if (rows[0]) pauses.push(rows[0].run_at.getTime() - now)
  }
  expect(pauses.length).toBeGreaterThan(8)
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(patience * 0.8)
  expect(await mails()).toEqual([
    { tries: pauses.length + 1, verdict: 'later', reply: expect.stringContaining('full'), outcome: 'given-up' },
  ])
  expect(refused, 'a full mailbox is no wrong address').toEqual([])
})
