import { type Kysely, Kysely as KyselyClient, PostgresDialect, type Transaction } from 'kysely'
import type { Pool, QueryResultRow } from 'pg'
import { whileConnectionLost } from './connection-errors.ts'
import type { Tables } from './tables.ts'

/** What a function needs that only reads; a transaction serves as well. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn'>

declare const writes: unique symbol

/** An open transaction: the only thing that writes. `Db` is not assignable to it. */
export type Tx = Transaction<Tables> & { readonly [writes]: true }

/** A hot read: a statement with a name, so that PostgreSQL plans it once for each connection. */
export type Prepared = { readonly name: string; readonly text: string }

/** The database as the application role: reads, and transactions that write. */
export type Db = Reader & {
  /** Runs the work in one transaction (read committed); an error rolls back. The work must touch nothing else: it may run twice if the connection was dead at its start. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Rows of a named prepared statement; tried again once on a dead connection. */
  prepared<Row extends QueryResultRow>(statement: Prepared, values: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const begin = (kysely: Kysely<Tables>) => kysely.startTransaction().execute()

async function transaction<T>(kysely: Kysely<Tables>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await whileConnectionLost(() => begin(kysely))
  try {
    const result = await work(tx as unknown as Tx) // the brand exists for the compiler only
    await tx.commit().execute()
    return result
  } catch (error) {
    if (!tx.isCommitted)
      await tx
        .rollback()
        .execute()
        .catch(() => {}) // a dead connection has rolled back by itself
    throw error
  }
}

/** Wraps a pool; `close` ends it. */
export function createDb(pool: Pool): Db {
  const kysely = new KyselyClient<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    selectFrom: kysely.selectFrom.bind(kysely) as Reader['selectFrom'],
    selectNoFrom: kysely.selectNoFrom.bind(kysely) as Reader['selectNoFrom'],
    with: kysely.with.bind(kysely) as Reader['with'],
    fn: kysely.fn,
    transaction: (work) => transaction(kysely, work),
    prepared: async (statement, values) =>
      (await whileConnectionLost(() => pool.query({ name: statement.name, text: statement.text, values: [...values] })))
        .rows,
    close: () => kysely.destroy(),
  }
}
