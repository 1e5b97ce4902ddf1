import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { isDatabaseAway } from './connection-errors.ts'
import type { Tx } from './db.ts'
import { connect } from './pool.ts'

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
async function terminate(state: 'idle' | 'idle in transaction'): Promise<void> {
  const client = await connect(database.connection)
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid, 10000) from pg_stat_activity
     where usename = current_user and datname = current_database() and state = $1 and pid <> pg_backend_pid()`,
    [state],
  )
  await client.end()
  expect(rowCount).toBeGreaterThan(0)
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

  it('in the middle: the work has seen an answer and does not run again; nothing of it stays', async () => {
    let runs = 0
    const outcome = await outcomeOf(
      database.db.transaction(async (tx) => {
        runs++
        await write(tx, 'first')
        await terminate('idle in transaction')
        await write(tx, 'second')
      }),
    )
    expect(isDatabaseAway(outcome)).toBe(true)
    expect(runs).toBe(1)
    expect(await written()).toEqual([])
  })

  it('at the commit: nobody knows whether it happened, so it is told and not repeated', async () => {
    await database.owner.query(`
      create function cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger cut after insert on workers deferrable initially deferred for each row execute function cut()`)
    let runs = 0
    const outcome = await outcomeOf(
      database.db.transaction(async (tx) => {
        runs++
        await write(tx, 'unknown')
      }),
    )
    await database.owner.query('drop trigger cut on workers; drop function cut')
    expect(isDatabaseAway(outcome)).toBe(true)
    expect(runs).toBe(1)
  })
})
