import pg from 'pg'
import { schemaName } from './schema-name.ts'
import { type Connection, type Limits, type SessionSettings, sessionClient } from './session.ts'

export type { Connection, Limits } from './session.ts'

/** Where nothing else is set: waits 5 s for a connection, statements end after 15 s, idle transactions after 30 s. */
export const usualLimits: Limits = {
  waitMs: 5_000,
  lifetimeSeconds: 3_600,
  statementMs: 15_000,
  idleInTransactionMs: 30_000,
}

const searchPath = { search_path: `${schemaName},pg_temp` }

async function open(connection: Connection, settings: SessionSettings): Promise<pg.Client> {
  const Client = sessionClient(connection, settings)
  for (let left = connection.route?.count ?? 1; ; left--) {
    const client = new Client()
    try {
      return await client.connect()
    } catch (error) {
      if (left <= 1) throw error
    }
  }
}

/** A single connection, connected, at the first of several servers that takes writes; the caller ends it. */
export const connect = (connection: Connection): Promise<pg.Client> => open(connection, searchPath)

/** The same, told nothing: whatever is in between may give the session to somebody else. */
export const connectUntold = (connection: Connection): Promise<pg.Client> => open(connection, null)

/** A pool of at most `size` connections, within the limits of the connection. */
export function createPool(
  connection: Connection,
  options: { size: number; onError: (error: Error) => void },
): pg.Pool {
  const { waitMs, lifetimeSeconds, statementMs, idleInTransactionMs } = connection.limits ?? usualLimits
  const settings = {
    ...searchPath,
    statement_timeout: `${statementMs}`,
    idle_in_transaction_session_timeout: `${idleInTransactionMs}`,
  }
  const pool = new pg.Pool({
    Client: sessionClient(connection, settings),
    max: options.size,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: 60_000,
    maxLifetimeSeconds: lifetimeSeconds,
  })
  // A pool that ends does not wait for its sockets: what an embedded server says to them as it stops is no loss.
  pool.on('error', (error) => pool.ending || options.onError(error))
  pool.on('connect', (client) => client.on('error', () => {})) // ours have one; the queue asks whether the pool cares
  return pool
}
