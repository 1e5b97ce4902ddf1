import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../../test/support/database.ts'
import { createExternal, openExternal } from '../../test/support/external.ts'
import { newPerson, type Person } from '../../test/support/people.ts'
import { hasPostgres, makeRoles, startTestPostgres, type TestPostgres } from '../../test/support/postgres.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { connect } from '../platform/db/pool.ts'

let postgres: TestPostgres
let database: TestDatabase
let server: TestServer
beforeAll(async () => {
  if (!hasPostgres) return
  postgres = await startTestPostgres()
  await makeRoles(postgres)
  await createExternal(postgres, 'people')
  const [url, ownerUrl] = [postgres.url('porchlight', 'people'), postgres.url('porchlight_owner', 'people')]
  database = await openExternal({ url, ownerUrl })
  server = await startTestServer({ database })
})
afterAll(async () => {
  await server?.stop()
  await database?.close()
  await postgres?.remove()
})

const kills = 80

/** Ends a connection of the server at random, again and again, each time after two more writes. Returns how many, and how many of them were in a transaction. */
async function terminateAtRandom(written: () => number): Promise<{ ended: number; inside: number }> {
  const admin = await connect(postgres.connection('porchlight_admin', 'people'))
  const counts = { ended: 0, inside: 0 }
  while (counts.ended < kills) {
    const { rows } = await admin.query(`
      select xact_start is not null as inside, pg_terminate_backend(pid) as ended from (
        select pid, xact_start from pg_stat_activity where usename = 'porchlight' order by random() limit 1) one`)
    for (const { inside, ended } of rows) {
      counts.ended += Number(ended)
      counts.inside += Number(inside)
    }
    const before = written()
    while (written() < before + 2) await sleep(1)
  }
  await admin.end()
  return counts
}

type Tally = Record<number, number>
const count = (tally: Tally, status: number) => {
  tally[status] = (tally[status] ?? 0) + 1
}

async function readOn(person: Person, isOver: () => boolean): Promise<Tally> {
  const tally: Tally = {}
  while (!isOver()) count(tally, (await person.browser.api('GET', '/api/account')).status)
  return tally
}

type Writing = { readonly tally: Tally; last: string }

/** Writes one place after another, as the only one, and notes which was the last to be confirmed. */
async function writeOn(person: Person, writing: Writing, isOver: () => boolean): Promise<void> {
  for (let number = 0; !isOver(); number++) {
    const location = `place ${number}`
    const { status } = await person.browser.api('PATCH', '/api/account', { location })
    count(writing.tally, status)
    if (status === 200) writing.last = location
  }
}

const total = (tallies: readonly Tally[]) => tallies.flatMap((tally) => Object.values(tally)).reduce((a, b) => a + b, 0)
const statuses = (tallies: readonly Tally[]) => [...new Set(tallies.flatMap((tally) => Object.keys(tally)))].sort()

describe.skipIf(!hasPostgres)('connections that are ended at random under load', () => {
  it('no request fails, be it in the middle of a transaction, and nothing that was confirmed is lost', async () => {
    const readers = await Promise.all([1, 2, 3].map(() => newPerson(server)))
    const writers = await Promise.all([1, 2, 3].map(() => newPerson(server)))
    let isOver = false
    const reading = readers.map((person) => readOn(person, () => isOver))
    const written: Writing[] = writers.map(() => ({ tally: {}, last: '' }))
    const writing = writers.map((person, index) => writeOn(person, written[index] as Writing, () => isOver))
    const writes = written.map(({ tally }) => tally)
    const { ended, inside } = await terminateAtRandom(() => total(writes))
    isOver = true
    const reads = await Promise.all(reading)
    await Promise.all(writing)
    const figures = `${ended} ended, ${inside} of them in a transaction; reads ${JSON.stringify(reads)}, writes ${JSON.stringify(writes)}`
    expect(statuses(reads), figures).toEqual(['200'])
    expect(total(reads), figures).toBeGreaterThan(kills)
    expect(statuses(writes), figures).toEqual(['200'])
    expect(inside, 'some must be in the middle').toBeGreaterThan(kills / 10)
    for (const [index, { last }] of written.entries()) {
      const { location } = (await writers[index]?.browser.api('GET', '/api/account'))?.json() ?? {}
      expect(location, figures).toBe(last)
    }
  }, 60_000)
})
