import type pg from 'pg'
import { type Meter, sample } from '../observe/metrics/meter.ts'
import { counter, gauge, histogram, type Metric } from '../observe/metrics/metric.ts'
import type { Db } from './db.ts'
import { readSize } from './queries.ts'

const connections = gauge({
  name: 'porchlight_database_connections',
  help: 'Connections of the pools that answer requests',
  labels: { state: ['used', 'idle'] },
  across: 'sum',
})
const most = gauge({
  name: 'porchlight_database_connections_max',
  help: 'How many connections these pools may have, DATABASE_POOL_SIZE for each process',
  across: 'sum',
})
const waiting = gauge({
  name: 'porchlight_database_waiting',
  help: 'Statements and transactions that wait for a connection',
  across: 'sum',
})
const acquired = histogram({
  name: 'porchlight_database_acquire_seconds',
  help: 'How long it took to get a connection of the pool',
  buckets: [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5],
})
const missed = counter({
  name: 'porchlight_database_acquire_failures_total',
  help: 'How often there was no connection in time, or PostgreSQL was away',
})
const up = gauge({
  name: 'porchlight_database_up',
  help: 'Whether PostgreSQL answers',
  across: 'once',
})
const size = gauge({
  name: 'porchlight_database_size_bytes',
  help: 'How large the whole database is, with whatever else it holds',
  across: 'once',
})

/** What is measured of the database. */
export const metrics: readonly Metric[] = [connections, most, waiting, acquired, missed, up, size]

type Connect = (callback?: (...args: unknown[]) => void) => Promise<pg.PoolClient> | undefined

/** Times each connection that the pool hands out, to its own `query` as well. */
function timeConnections(pool: pg.Pool, note: (began: number, isGiven: boolean) => void): void {
  const connect = pool.connect.bind(pool) as Connect
  const timed: Connect = (callback) => {
    const began = performance.now()
    if (callback)
      return connect((error, ...rest) => {
        note(began, !error)
        callback(error, ...rest)
      })
    const client = connect() as Promise<pg.PoolClient>
    client.then(
      () => note(began, true),
      () => note(began, false),
    )
    return client
  }
  pool.connect = timed as typeof pool.connect
}

/** Measures a pool. */
export function watchPool(meter: Meter, pool: pg.Pool): void {
  timeConnections(pool, (began, isGiven) => {
    if (isGiven) meter.observe(acquired, {}, (performance.now() - began) / 1_000)
    else meter.count(missed, {})
  })
  meter.watch(() => [
    sample(connections, pool.totalCount - pool.idleCount, { state: 'used' }),
    sample(connections, pool.idleCount, { state: 'idle' }),
    sample(most, pool.options.max),
    sample(waiting, pool.waitingCount),
  ])
}

/** Measures the database behind the pools. */
export function watchDatabase(meter: Meter, db: Db): void {
  meter.watchShared(async () => {
    try {
      return [sample(up, 1), sample(size, await readSize(db))]
    } catch {
      return [sample(up, 0)]
    }
  })
}
