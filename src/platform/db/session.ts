import type { ConnectionOptions } from 'node:tls'
import pg from 'pg'
import { settleSession } from './queries.ts'
import type { Host, Route } from './route.ts'

/** How long things may take. */
export type Limits = {
  /** In milliseconds: until a connection of the pool is free, or a new one is made. */
  readonly waitMs: number
  /** In seconds, after which a connection is replaced; 0 never. */
  readonly lifetimeSeconds: number
  /** In milliseconds; 0 for ever. */
  readonly statementMs: number
  readonly idleInTransactionMs: number
}

/** Where a role connects; everything explicit, so that no PG* variable of the environment interferes. */
export type Connection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string
  readonly ssl?: boolean | ConnectionOptions
  /** Where there are several servers; `host` and `port` are those of the first. */
  readonly route?: Route
  /** For the pools on it; the usual ones where absent. */
  readonly limits?: Limits
}

/** A server that only follows another one. The code is that of one that cannot take connections now: it may lead soon. */
export class ReplicaRefused extends Error {
  override name = 'ReplicaRefused'
  readonly code = '57P03'
}

const { types } = pg
const dateAsWritten = (value: string) => value
const parsers: pg.CustomTypesConfig = {
  // A date has no time zone; as a Date it would shift by a day.
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === types.builtins.DATE
      ? dateAsWritten
      : types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

const connectMs = 5_000
// With several a silent one must leave time for the next.
const connectMsOfSeveral = 2_000

/** What a session is told at its beginning, by the names of PostgreSQL's settings; null leaves it as the server makes it. */
export type SessionSettings = Readonly<Record<string, string>> | null

const configOf = (connection: Connection, host: Host): pg.ClientConfig => ({
  host: host.host,
  port: host.port,
  user: connection.user,
  database: connection.database,
  // Where no password is given there is none to look for in the environment or in ~/.pgpass.
  password: connection.password ?? '',
  ssl: connection.ssl ?? false,
  application_name: 'porchlight',
  types: parsers,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: connection.route ? connectMsOfSeveral : connectMs,
})

async function settle(client: pg.Client, settings: SessionSettings): Promise<void> {
  if (settings === null) return
  if (await settleSession(client, settings)) throw new ReplicaRefused('the server is a replica and takes no writes')
}

/**
 * A kind of client whose connections go to the host of the moment and are told the settings before anything else. Told, not
 * sent along as startup parameters: PgBouncer refuses those. It rejects with ReplicaRefused where the server takes no writes.
 */
export function sessionClient(connection: Connection, settings: SessionSettings): new () => pg.Client {
  return class extends pg.Client {
    readonly #host: Host

    constructor() {
      const host = connection.route?.current() ?? connection
      super(configOf(connection, host))
      this.#host = host
      // Else it would take them from PGOPTIONS.
      ;(this as unknown as { connectionParameters: { options: string } }).connectionParameters.options = ''
      // The running query rejects; without a listener the process would end.
      this.on('error', () => {})
    }

    override connect(): Promise<pg.Client>
    override connect(callback: (error: Error) => void): void
    override connect(callback?: (error: Error) => void): unknown {
      const opened = this.#open()
      if (callback === undefined) return opened
      // Outside of the promise: what the callback throws is not for it.
      const later = (error?: unknown) => process.nextTick(callback, error)
      return void opened.then(() => later(), later)
    }

    async #open(): Promise<pg.Client> {
      try {
        await super.connect()
        await settle(this, settings)
        return this
      } catch (error) {
        connection.route?.leave(this.#host)
        void this.end().catch(() => {}) // it may never have been there
        throw error
      }
    }
  }
}
