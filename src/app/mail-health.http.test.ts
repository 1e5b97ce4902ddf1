import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { createHealthCheck } from './health-checks.ts'

const env = {
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'accounts@example.org',
  METRICS_TOKEN: 'a-token-of-thirty-two-letters-at-least-7',
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env })
})
afterAll(() => server.stop())

/** A mail that waits for so many minutes, for this reason. */
const wait = (verdict: string | null, minutes: number) =>
  server.database.owner.query(
    `insert into mails (id, kind, about, created_at, trying_since, verdict)
     values ($1, 'greeting', '{}', now() - $3 * interval '1 minute', now() - $3 * interval '1 minute', $2)`,
    [randomUUID(), verdict, minutes],
  )

const read = async () => {
  const reply = await server.browser().get('/health')
  return { code: reply.status, ...reply.json<{ status: string; checks: Record<string, { state: string }> }>() }
}

describe('/health', () => {
  it('is degraded, and no more, while mails have long waited for a server that is away', async () => {
    await wait('away', 2)
    await wait('later', 60)
    expect(await read()).toMatchObject({ code: 200, status: 'ok', checks: { mail: { state: 'ok' } } })
    await wait('away', 6)
    expect(await read()).toMatchObject({ code: 200, status: 'degraded', checks: { mail: { state: 'down' } } })
    await server.database.owner.query(`update mails set done_at = now(), outcome = 'sent' where verdict = 'away'`)
    expect(await read()).toMatchObject({ status: 'ok' })
  })

  it('says that mail is off where nothing takes it, and is well all the same', async () => {
    const check = createHealthCheck({ db: server.database.db, jobs: null, redis: null, mail: 'off' })
    expect(await check()).toMatchObject({ status: 'ok', checks: { mail: { state: 'off' } } })
  })
})

it('/metrics tells how many mails wait, and for how long', async () => {
  await server.database.owner.query('delete from mails')
  await wait('away', 10)
  await wait(null, 1)
  const headers = { authorization: `Bearer ${env.METRICS_TOKEN}` }
  const { text } = await server.browser().get('/metrics', { headers })
  expect(text).toMatch(/^porchlight_mails_waiting 2$/m)
  expect(text).toMatch(/^porchlight_mails_oldest_seconds 60\d/m)
  expect(text).toMatch(/^porchlight_mail_failures_total\{verdict="never"\} 0$/m)
  expect(text).toMatch(/^porchlight_mails_sent_total 0$/m)
})
