import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { newPerson } from '../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { silentLog } from '../../test/support/silent-log.ts'
import { systemClock } from '../platform/clock/clock.ts'
import { startJobs } from '../platform/jobs/start-jobs.ts'
import { jobs } from './jobs.ts'
import { retention } from './retention.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** How many rows each table has that runs out. */
async function count(): Promise<Record<string, number>> {
  const { rows } = await server.database.owner.query(`
    select (select count(*) from sessions)::int as sessions, (select count(*) from sign_in_flows)::int as flows,
      (select count(*) from rate_limits)::int as limits, (select count(*) from one_time_links)::int as links,
      (select count(*) from pending_sign_ups)::int as waiting, (select count(*) from reserved_usernames)::int as names,
      (select count(*) from email_changes)::int as changes, (select count(*) from idempotency_keys)::int as keys,
      (select count(*) from totp_enrollments)::int as apps`)
  return rows[0]
}

/** One row that has run out and one that has not, in each table. */
async function fill(accountId: string): Promise<void> {
  const { owner } = server.database
  for (const [mark, at] of [
    ['old', `now() - interval '2 days'`],
    ['new', `now() + interval '2 hours'`],
  ]) {
    await owner.query(
      `insert into sign_in_flows
       (id, token_hash, account_id, password_changed_at, kept, steps_done, next_step, methods, created_at, step_expires_at)
       values (gen_random_uuid(), '${mark}', ${accountId}, now(), false, '{}', 'terms', '{}', now(), ${at})`,
    )
    await owner.query(`insert into rate_limits values ('${mark}', 1, 0, ${at})`)
    await owner.query(
      `insert into one_time_links values (gen_random_uuid(), 'set-password', null, '{}', '\\x00', now(), ${at}, null)`,
    )
    await owner.query(
      `insert into pending_sign_ups (id, browser_hash, email, username, first_name, last_name, password_hash, language,
         link_id, created_at, expires_at)
       values (gen_random_uuid(), '${mark}', '${mark}@example.org', '${mark}', '', '', '', 'en', gen_random_uuid(), now(), ${at})`,
    )
    await owner.query(`insert into reserved_usernames values ('${mark}', null, now(), ${at})`)
    await owner.query(
      `insert into email_changes (id, account_id, email, former_email, link_id, asked_at, changed_at, expires_at)
       values (gen_random_uuid(), ${accountId}, '', '', gen_random_uuid(), now(), now(), ${at})`,
    )
    await owner.query(`insert into idempotency_keys values ('7', '${mark}', '\\x00', null, ${at})`)
  }
}

it('what has run out is deleted by the schedule, and nothing else', async () => {
  const { account } = await newPerson(server)
  const idle = await newPerson(server)
  const over = await newPerson(server)
  const { owner } = server.database
  await owner.query(`update sessions set last_seen_at = now() - interval '2 days' where account_id = $1`, [
    idle.account.id,
  ])
  await owner.query(`update sessions set expires_at = now() - interval '1 second' where account_id = $1`, [
    over.account.id,
  ])
  await fill(account.id)
  await owner.query(
    `insert into totp_enrollments values ($1, '', now() - interval '2 days'), ($2, '', now() + interval '2 hours')`,
    [idle.account.id, account.id],
  )
  await owner.query(`insert into reserved_usernames values ('for good', null, now() - interval '9 years', null)`)
  const before = await count()
  await owner.query(
    `insert into porchlight_jobs._private_known_crontabs values ($1, now() - interval '90 minutes', now() - interval '90 minutes')`,
    [retention.name],
  )
  const { connection, db } = server.database
  const worker = startJobs({ connection, db, clock: systemClock, log: silentLog(), jobs })
  await vi.waitUntil(async () => (await count()).keys === 1, 10_000)
  await worker.stop()
  expect(before).toEqual({
    sessions: 3,
    flows: 2,
    limits: 2,
    links: 2,
    waiting: 2,
    names: 3,
    changes: 2,
    keys: 2,
    apps: 2,
  })
  expect(await count()).toEqual({
    sessions: 1,
    flows: 1,
    limits: 1,
    links: 1,
    waiting: 1,
    names: 2,
    changes: 1,
    keys: 1,
    apps: 1,
  })
})
