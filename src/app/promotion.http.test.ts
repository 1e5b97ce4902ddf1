import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../../test/support/database.ts'
import { createExternal, openExternal } from '../../test/support/external.ts'
import { newPerson, type Person } from '../../test/support/people.ts'
import { hasPostgres, makeRoles, startTestPostgres, type TestPostgres } from '../../test/support/postgres.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'

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

type Writing = { readonly tally: Record<number, number>; last: string; confirmed: number }

/** Writes one place after another, as the only one, and notes how that goes. */
async function writeOn(person: Person, writing: Writing, isOver: () => boolean): Promise<void> {
  for (let number = 0; !isOver(); number++) {
    const location = `place ${number}`
    const { status } = await person.browser.api('PATCH', '/api/account', { location })
    writing.tally[status] = (writing.tally[status] ?? 0) + 1
    if (status === 200) Object.assign(writing, { last: location, confirmed: writing.confirmed + 1 })
  }
}

const patience = { timeout: 25_000 }

describe.skipIf(!hasPostgres)('a leader that dies under load and the follower that is promoted', () => {
  it('loses nothing that was confirmed, and the same addresses go on with the new one', async () => {
    const people = await Promise.all([1, 2, 3].map(() => newPerson(server)))
    const writings: Writing[] = people.map(() => ({ tally: {}, last: '', confirmed: 0 }))
    const fewest = () => Math.min(...writings.map(({ confirmed }) => confirmed))
    let isOver = false
    const done = Promise.all(people.map((person, index) => writeOn(person, writings[index] as Writing, () => isOver)))
    await expect.poll(fewest, patience).toBeGreaterThan(5)
    await leader.crash()
    await follower.promote()
    const atPromotion = writings.map(({ confirmed }) => confirmed)
    const since = () => Math.min(...writings.map(({ confirmed }, index) => confirmed - (atPromotion[index] ?? 0)))
    await expect.poll(since, patience).toBeGreaterThan(5)
    isOver = true
    await done
    for (const [index, { tally, last }] of writings.entries()) {
      const { location } = (await people[index]?.browser.api('GET', '/api/account'))?.json() ?? {}
      expect(location, JSON.stringify(tally)).toBe(last)
      // The line broke without a word while something was being confirmed, or the takeover took long: told, not hidden.
      expect(Object.keys(tally).filter((status) => status !== '200' && status !== '503')).toEqual([])
    }
  }, 60_000)
})
