import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hours } from '../../../test/support/clock.ts'
import { startMailWorker } from '../../../test/support/mail-worker.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { startTestSmtp, type TestSmtp } from '../../../test/support/smtp.ts'
import { deleteOldLockouts } from '../lockout/index.ts'
import { createHasher } from '../passwords/index.ts'

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

let server: TestServer
let smtp: TestSmtp
let worker: { stop(): Promise<void> }
beforeAll(async () => {
  const real = createHasher()
  smtp = await startTestSmtp()
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org', LOCKOUT_FAILURES: '2' }
  // Thousands of hashes would take a minute, and are not what this is about.
  server = await startTestServer({ env, hasher: { ...real, verify: async () => false } })
  worker = await startMailWorker(server)
})
afterAll(async () => {
  await worker.stop()
  await server.stop()
  await smtp.stop()
})

const query = async (text: string) => (await server.database.owner.query(text)).rows

async function lock(login: string) {
  for (let at = 0; at < 3; at += 1) await server.browser().api('POST', '/api/sessions', { login, password: 'x' })
}

async function lockMany(names: readonly string[]) {
  const waiting = [...names]
  const work = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) await lock(name)
  }
  await Promise.all(Array.from({ length: 8 }, work))
}

describe('locking a thousand names stays bounded in memory, rows and mails', () => {
  test('a row each at most, of 65,536 for all names that nobody has; one mail to the one who is there; all of it goes', async () => {
    const known = await newPerson(server)
    const names = Array.from({ length: 1_000 }, (_, at) => (at === 7 ? known.account.username : `nobody-${at}`))
    await lockMany(names.slice(0, 500))
    collect()
    const before = process.memoryUsage().heapUsed
    await lockMany(names.slice(500))
    collect()
    // What grows is the log that the test server keeps.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024)
    const [{ count, least, most }] = await query(
      'select count(*)::int as count, min(subject)::int as least, max(subject)::int as most from lockouts',
    )
    expect(count).toBeLessThanOrEqual(1_000)
    expect([least >= -65_536, String(most)]).toEqual([true, known.account.id])
    expect(JSON.stringify(await query('select * from lockouts'))).not.toContain('nobody')
    await expect.poll(() => query('select 1 from porchlight_jobs._private_jobs'), { timeout: 60_000 }).toHaveLength(0)
    expect(smtp.taken.map(({ to }) => to[0])).toEqual([known.account.email])
    server.advance(hours(48))
    await server.database.db.transaction((tx) => deleteOldLockouts(tx, new Date(server.now().getTime() - hours(24))))
    expect(await query('select 1 from lockouts')).toHaveLength(0)
  }, 180_000)
})
