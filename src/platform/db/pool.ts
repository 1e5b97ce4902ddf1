import type { ConnectionOptions } from 'node:tls'
import pg from 'pg'

/** Where a role connects; everything explicit, so that no PG* variable of the environment interferes. */
export type Connection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string
  readonly ssl?: boolean | ConnectionOptions
}

/** Our tables' own schema: the database may be shared. */
export const schemaName = 'porchlight'

const { types } = pg
const dateAsWritten = (value: string) => value
const parsers: pg.CustomTypesConfig = {
  // A date has no time zone; as a Date it would shift by a day.
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === types.builtins.DATE
      ? dateAsWritten
      : types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

const settings = (connection: Connection): pg.ClientConfig => ({
  ...connection,
  // Where no password is given there is none to look for in the environment or in ~/.pgpass.
  password: connection.password ?? '',
  application_name: 'porchlight',
  options: `-c search_path=${schemaName},pg_temp`,
  types: parsers,
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
})

/** A single connection, connected; the caller ends it. */
export async function connect(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client(settings(connection))
  client.on('error', () => {}) // the running query rejects; without a listener the process would end
  await client.connect()
  return client
}

/** A pool of at most `size` connections: waits 5 s for a free one, statements end after 15 s, idle transactions after 30 s. */
export function createPool(
  connection: Connection,
  options: { size: number; onError: (error: Error) => void },
): pg.Pool {
  const pool = new pg.Pool({
    ...settings(connection),
    max: options.size,
    idleTimeoutMillis: 60_000,
    maxLifetimeSeconds: 3_600,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  // A pool that ends does not wait for its sockets: what an embedded server says to them as it stops is no loss.
  pool.on('error', (error) => pool.ending || options.onError(error))
  pool.on('connect', (client) => client.on('error', () => {})) // as above, for a client that is checked out
  return pool
}
