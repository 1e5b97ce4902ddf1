import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { startSilentProxy } from '../../../test/support/silent-proxy.ts'
import { isDatabaseAway } from './connection-errors.ts'
import { createDb, type Tx } from './db.ts'
import { connect, createPool } from './pool.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.owner.query('delete from workers'))

const write = (tx: Tx, id: string) =>
  tx.insertInto('workers').values({ id, started_at: new Date(), beat_at: new Date() }).execute()

const written = async () => (await database.owner.query('select id from workers order by id')).rows.map(({ id }) => id)

/** Ends the connections of the pool that are in this state. By its own role: the owner may not. */
async function terminate(state: 'idle' | 'idle in transaction' | 'active'): Promise<void> {
  const client = await connect(database.connection)
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid, 10000) from pg_stat_activity
     where usename = current_user and datname = current_database() and state = $1 and pid <> pg_backend_pid()`,
    [state],
  )
  await client.end()
  expect(rowCount).toBeGreaterThan(0)
}

/** Waits until the statement of a transaction sleeps. Seen by its own role only. */
async function untilAsleep(): Promise<void> {
  const client = await connect(database.connection)
  const asleep = `select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`
  while ((await client.query(asleep)).rowCount === 0) await sleep(10)
  await client.end()
}

const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error,
  )

describe('a connection that is cut', () => {
  it('while it waits in the pool is replaced, for reads and writes', async () => {
    await database.db.selectFrom('workers').select('id').execute()
    await terminate('idle')
    await database.db.transaction((tx) => write(tx, 'after'))
    await terminate('idle')
    expect(await database.db.selectFrom('workers').select('id').execute()).toEqual([{ id: 'after' }])
  })

  it('after begin and before the first answer: the work runs again, and counts once', async () => {
    let runs = 0
    await database.db.transaction(async (tx) => {
      runs++
      if (runs === 1) await terminate('idle in transaction')
      await write(tx, 'again')
    })
    expect(runs).toBe(2)
    expect(await written()).toEqual(['again'])
  })

  it('in the middle, at whichever statement: the work runs again from its beginning, and counts once', async () => {
    for (const cutAfter of ['one', 'two', 'three']) {
      const runs: string[][] = []
      await database.db.transaction(async (tx) => {
        const seen: string[] = []
        runs.push(seen)
        for (const id of ['one', 'two', 'three']) {
          await write(tx, `${id} of ${cutAfter}`)
          seen.push(id)
          if (id === cutAfter && runs.length === 1) await terminate('idle in transaction')
        }
      })
      expect(runs).toHaveLength(2)
      expect(runs[1]).toEqual(['one', 'two', 'three'])
    }
    expect(await written()).toHaveLength(9)
  })

  it('while a statement runs: the work runs again, and counts once', async () => {
    let runs = 0
    await database.db.transaction(async (tx) => {
      runs++
      await write(tx, 'slow')
      if (runs > 1) return
      const slow = tx.selectNoFrom((eb) => eb.fn('pg_sleep', [eb.val(30)]).as('slept')).execute()
      await Promise.all([slow, untilAsleep().then(() => terminate('active'))])
    })
    expect(runs).toBe(2)
    expect(await written()).toEqual(['slow'])
  })

  it('at the commit, where PostgreSQL says that it ended the session first: the work runs again, and counts once', async () => {
    await database.owner.query(`
      create function cut() returns trigger language plpgsql as $$
      begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(30); return null; end $$;
      create constraint trigger cut after insert on workers deferrable initially deferred for each row
      when (new.id = 'first') execute function cut()`)
    let runs = 0
    await database.db.transaction(async (tx) => {
      runs++
      await write(tx, runs === 1 ? 'first' : 'second')
    })
    await database.owner.query('drop trigger cut on workers; drop function cut')
    expect(runs).toBe(2)
    expect(await written()).toEqual(['second'])
  })

  it('at the commit, without a word: nobody knows whether it happened, so it is told and not repeated', async () => {
    const proxy = await startSilentProxy(database.connection)
    const db = createDb(createPool(proxy.connection, { size: 1, onError: () => {} }))
    let runs = 0
    const outcome = await outcomeOf(
      db.transaction(async (tx) => {
        runs++
        await write(tx, 'unknown')
        proxy.closeAtAnswer()
      }),
    )
    await db.close()
    await proxy.close()
    expect(isDatabaseAway(outcome)).toBe(true)
    expect(runs).toBe(1)
    expect(await written(), 'it had happened').toEqual(['unknown'])
  })
})
