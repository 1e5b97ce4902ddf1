import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTestClock } from '../../../test/support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { connect } from '../../platform/db/pool.ts'
import { startSealer } from './sealer.ts'
import { sealingKey, sealNow, sealOnce, verify, write, writeInto } from './seals/fixtures/sealed-log.ts'
import { sealEvents } from './seals/index.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

function start() {
  const { clock, advance } = createTestClock()
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const sealer = startSealer({ db: database.db, key: sealingKey, clock, log })
  return { ...sealer, advance, lines }
}

const isSealed = () => vi.waitUntil(async () => (await verify(database)).unsealed === 0, 20_000)

const sealAll = () =>
  vi.waitUntil(async () => {
    await sealOnce(database)
    return (await verify(database)).unsealed === 0
  }, 20_000)

/** Events that are in exactly one seal's range, and all events. */
async function coverage() {
  const { rows } = await database.owner.query(`
    select count(*)::int as events, count(*) filter (where seals = 1)::int as once,
      (select sum(event_count)::int from audit_seals) as sealed
    from (select (select count(*) from audit_seals
      where from_xid <= e.transaction_id and transaction_id < to_xid) as seals from audit_events e) covered`)
  return rows[0]
}

/** A transaction that writes some events, now and then stays open for a while, and now and then comes to nothing. */
async function writeSlowly(writer: number): Promise<number> {
  const count = 1 + Math.floor(Math.random() * 3)
  const isDropped = Math.random() < 0.2
  const work = database.db.transaction(async (tx) => {
    for (let event = 0; event < count; event += 1) {
      await writeInto(tx, String(writer + 1))
      await sleep(Math.random() ** 4 * 120)
    }
    if (isDropped) throw new Error('dropped')
  })
  return work.then(
    () => count,
    () => 0,
  )
}

it('eight writers of short and long transactions, three sealers: every event is covered exactly once', async () => {
  let isOver = false
  const sealers = Array.from({ length: 3 }, async () => {
    while (!isOver) await sealOnce(database)
  })
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    let written = 0
    for (let turn = 0; turn < 40; turn += 1) written += await writeSlowly(writer)
    return written
  })
  const alarms: string[] = []
  const verifier = (async () => {
    while (!isOver) alarms.push(...(await verify(database)).sentences)
  })()
  const written = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0)
  isOver = true
  await Promise.all([...sealers, verifier])
  await sealAll()
  expect(alarms).toEqual([])
  expect(await coverage()).toEqual({ events: written, once: written, sealed: written })
  expect((await verify(database)).seals).toBeGreaterThan(10)
})

it('an open transaction holds back what came after it, and loses nothing', async () => {
  const release = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const open = database.db.transaction(async (tx) => {
    await tx.insertInto('erasures').values({ account_id: '1', erased_at: new Date() }).execute()
    begun.resolve()
    await release.promise
  })
  await begun.promise
  await write(database, '2')
  expect(await sealOnce(database)).toBeNull()
  expect(await verify(database)).toMatchObject({ unsealed: 1, faults: 0 })
  release.resolve()
  await open
  expect(await sealNow(database)).toMatchObject({ eventCount: '1' })
  expect(await sealOnce(database)).toBeNull()
})

it('one at a time seals, the other turns away', async () => {
  await write(database, '1')
  await vi.waitUntil(
    () =>
      database.db.transaction(async (tx) => {
        const seal = await sealEvents(tx, sealingKey)
        expect(await sealOnce(database)).toBeNull()
        return seal
      }),
    20_000,
  )
  expect(await verify(database)).toMatchObject({ seals: 1, faults: 0 })
})

it('seals by itself, and writes the latest seal to the log once a minute at most, and when it stops', async () => {
  const sealer = start()
  await write(database, '1')
  await isSealed()
  await vi.waitUntil(() => sealer.lines.length > 0, 10_000)
  const first = await verify(database)
  await write(database, '2')
  await isSealed()
  await sealer.stop()
  const last = await verify(database)
  expect(sealer.lines).toEqual([
    expect.objectContaining({ msg: 'audit sealed', seal: first.lastSeal }),
    expect.objectContaining({ msg: 'audit sealed', seal: last.lastSeal }),
  ])
  expect(last).toMatchObject({ seals: 2, faults: 0 })
})

it('seals what is left when it stops', async () => {
  await vi.waitUntil(async () => {
    const sealer = start()
    await write(database, '1')
    await sealer.stop()
    return (await verify(database)).unsealed === 0
  }, 20_000)
})

it('goes on after its connections were cut', async () => {
  const sealer = start()
  await write(database, '1')
  await isSealed()
  const app = await connect(database.connection)
  const { rows } = await app.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where usename = current_user and datname = current_database() and pid <> pg_backend_pid()`)
  await app.end()
  expect(rows.length).toBeGreaterThan(0)
  await write(database, '2')
  await isSealed()
  await sealer.stop()
  expect(await verify(database)).toMatchObject({ faults: 0 })
})

async function startChild(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(import.meta.resolve('./seals/fixtures/seal-forever.ts')), JSON.stringify(database.connection)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout!, 'data')
  return child
}

it('killed at any moment leaves whole seals, and the next one takes over at once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const child = await startChild()
    const writing = Promise.all(Array.from({ length: 40 }, (_, subject) => write(database, String(subject + 1))))
    await sleep(Math.random() * 60)
    child.kill('SIGKILL')
    await writing
  }
  await sealAll()
  expect(await verify(database)).toMatchObject({ events: 200, faults: 0, unsealed: 0 })
  expect(await coverage()).toEqual({ events: 200, once: 200, sealed: 200 })
})

it('on data whose transactions this PostgreSQL never had, says so once and seals nothing', async () => {
  await write(database, '1')
  await sealNow(database)
  await database.owner.query('alter table audit_seals disable trigger user')
  await database.owner.query(`update audit_seals set to_xid = '9223372036854775000'`)
  const sealer = start()
  await vi.waitUntil(() => sealer.lines.length > 0, 10_000)
  await write(database, '2')
  await sealer.stop()
  expect((await verify(database)).sentences).toContainEqual(expect.stringContaining('come from another one'))
  expect(sealer.lines).toHaveLength(1)
  expect(sealer.lines[0]).toMatchObject({
    msg: 'audit log not sealed',
    reason: expect.stringContaining('come from another one'),
  })
})
