import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../../test/support/database.ts'
import { createExternal, openExternal } from '../../test/support/external.ts'
import { newPerson, type Person } from '../../test/support/people.ts'
import { hasPostgres, makeRoles, startTestPostgres, type TestPostgres } from '../../test/support/postgres.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { connect } from '../platform/db/pool.ts'

let leader: TestPostgres
let follower: TestPostgres
let database: TestDatabase
let server: TestServer

const bothFor = (user: string) =>
  `postgresql://${user}:${leader.password}@127.0.0.1:${leader.port},127.0.0.1:${follower.port}/people`

beforeAll(async () => {
  if (!hasPostgres) return
  leader = await startTestPostgres()
  await makeRoles(leader)
  await createExternal(leader, 'people')
  await leader.stop()
  follower = await leader.copy({ isFollower: true })
  await leader.start()
  // What is confirmed has reached the follower.
  await leader.asAdmin(`alter system set synchronous_standby_names = '*'`)
  await leader.asAdmin('select pg_reload_conf()')
  database = await openExternal({ url: bothFor('porchlight'), ownerUrl: bothFor('porchlight_owner') })
  server = await startTestServer({ database })
})
afterAll(async () => {
  await server?.stop()
  await database?.close()
  await leader?.remove()
  await follower?.remove()
})

async function countEvents(at: TestPostgres): Promise<number> {
  const client = await connect(at.connection('porchlight_admin', 'people'))
  const { rows } = await client.query('select count(*)::int as count from porchlight.audit_events')
  await client.end()
  return rows[0].count
}

type Writing = { tally: Record<number, number>; last: string; afterwards: number }

/** Writes one place after another, as the only one; `afterwards` counts what was confirmed once the follower leads. */
async function writeOn(person: Person, now: () => 'before' | 'after' | 'over'): Promise<Writing> {
  const writing: Writing = { tally: {}, last: '', afterwards: 0 }
  for (let number = 0; now() !== 'over'; number++) {
    const location = `place ${number}`
    const { status } = await person.browser.api('PATCH', '/api/account', { location })
    writing.tally[status] = (writing.tally[status] ?? 0) + 1
    if (status !== 200) continue
    writing.last = location
    if (now() === 'after') writing.afterwards++
  }
  return writing
}

describe.skipIf(!hasPostgres)('a leader that dies under load and the follower that is promoted', () => {
  it('loses nothing that was confirmed, and the same addresses go on with the new one', async () => {
    const writers = await Promise.all([1, 2, 3].map(() => newPerson(server)))
    let now: 'before' | 'after' | 'over' = 'before'
    const writing = writers.map((person) => writeOn(person, () => now))
    await expect.poll(() => countEvents(leader)).toBeGreaterThan(30)
    await leader.crash()
    await follower.promote()
    now = 'after'
    const atPromotion = await countEvents(follower)
    await expect.poll(() => countEvents(follower), { timeout: 20_000 }).toBeGreaterThan(atPromotion + 30)
    now = 'over'
    for (const [index, { tally, last, afterwards }] of (await Promise.all(writing)).entries()) {
      const { location } = (await writers[index]?.browser.api('GET', '/api/account'))?.json() ?? {}
      console.log(JSON.stringify(tally), afterwards)
      expect(location, JSON.stringify(tally)).toBe(last)
      expect(afterwards).toBeGreaterThan(0)
      // The line broke without a word while something was being confirmed, or the takeover took long: told, not hidden.
      expect(Object.keys(tally).filter((status) => status !== '200' && status !== '503')).toEqual([])
    }
  }, 60_000)
})
