import {
  CompiledQuery,
  type Kysely,
  Kysely as KyselyClient,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type Transaction,
} from 'kysely'
import type { Pool, QueryResultRow } from 'pg'
import { isRolledBack, whileConnectionLost } from './connection-errors.ts'
import { namePointRead, namingPool } from './naming-pool.ts'
import type { Tables } from './tables.ts'

/** What a function needs that only reads; a transaction serves as well. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn'>

declare const writes: unique symbol

/** An open transaction: the only thing that writes. `Db` is not assignable to it. */
export type Tx = Transaction<Tables> & { readonly [writes]: true }

/** A hot statement: it has a name, so that PostgreSQL plans it once for each connection. */
export type Prepared = { readonly name: string; readonly text: string }

/** What a transaction tells whoever listens in the database. */
export type Notice = { readonly channel: string; readonly payload: string }

/** The database as the application role: reads, which outlive a lost connection, and transactions that write. */
export type Db = Reader & {
  /** Runs the work in one transaction (read committed); an error rolls back. The work must touch nothing else: it runs again, from its beginning, where the connection died and nothing of it stays. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Rows of a named statement, which stands for itself; sent again on a dead connection, so it must bear to be carried out twice. */
  prepared<Row extends QueryResultRow>(statement: Prepared, values: readonly unknown[]): Promise<Row[]>
  /**
   * Tells the listener what each transaction of this process has sent, when it is over: before its caller goes on, and
   * without the way over the server. Returns how to stop.
   */
  onNotices(listener: (notices: readonly Notice[]) => void): () => void
  /** How many statements and transactions wait for each connection that there may be. */
  crowding(): number
  close(): Promise<void>
}

/**
 * Rows of a statement of a transaction that is written out, for the few that are carried out all day: putting one together
 * anew takes longer than a short write.
 */
export const rowsOf = async <Row extends QueryResultRow>(
  tx: Tx,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> => (await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows

const sent = new WeakMap<Tx, Notice[]>()

/** Notes what a transaction sends, for `onNotices`. */
export function noteSent(tx: Tx, notice: Notice): void {
  sent.get(tx)?.push(notice)
}

const begin = (kysely: Kysely<Tables>) => kysely.startTransaction().execute()

type Transacting = { readonly kysely: Kysely<Tables>; readonly tell: (notices: readonly Notice[]) => void }

/** Whether the end of a try is open: its commit was sent, and what became of it was not heard. */
type Commit = { isOpen: boolean }

async function commitOf(tx: { commit(): { execute(): Promise<unknown> } }, commit: Commit): Promise<void> {
  commit.isOpen = true
  await tx
    .commit()
    .execute()
    .catch((error: unknown) => {
      commit.isOpen = !isRolledBack(error)
      throw error
    })
}

async function transactOnce<T>(
  { kysely, tell }: Transacting,
  work: (tx: Tx) => Promise<T>,
  commit: Commit,
): Promise<T> {
  const tx = await begin(kysely)
  const ours = tx as unknown as Tx // the brand exists for the compiler only
  const notices: Notice[] = []
  sent.set(ours, notices)
  try {
    const result = await work(ours)
    await commitOf(tx, commit)
    return result
  } catch (error) {
    if (!tx.isCommitted)
      await tx
        .rollback()
        .execute()
        .catch(() => {}) // a dead connection has rolled back by itself
    throw error
  } finally {
    // Also after an error: where the connection broke at the commit, nobody knows whether it happened.
    if (notices.length > 0) tell(notices)
  }
}

/** A connection that dies before the commit takes everything with it, and the work runs again. Where it dies at the commit and PostgreSQL did not say that it rolled back, another try could do it twice: that is told. */
async function transaction<T>(transacting: Transacting, work: (tx: Tx) => Promise<T>): Promise<T> {
  const commit = { isOpen: false }
  return whileConnectionLost(
    () => transactOnce(transacting, work, commit),
    () => !commit.isOpen,
  )
}

/** Reads outside a transaction are single statements: each may meet a dead connection, and is then sent again on another. */
const readingPool = (pool: Pool): PostgresPool => {
  const query = (text: string, values: unknown[]) => whileConnectionLost(() => pool.query(namePointRead(text, values)))
  const client: PostgresPoolClient = { query: query as unknown as PostgresPoolClient['query'], release: () => {} }
  return { options: pool.options, connect: async () => client, end: async () => {} }
}

/** Wraps a pool; `close` ends it. */
export function createDb(pool: Pool): Db {
  const kysely = new KyselyClient<Tables>({ dialect: new PostgresDialect({ pool: namingPool(pool) }) })
  const reader = new KyselyClient<Tables>({ dialect: new PostgresDialect({ pool: readingPool(pool) }) })
  const listeners = new Set<(notices: readonly Notice[]) => void>()
  const tell = (notices: readonly Notice[]) => {
    for (const listener of listeners) listener(notices)
  }
  return {
    selectFrom: reader.selectFrom.bind(reader) as Reader['selectFrom'],
    selectNoFrom: reader.selectNoFrom.bind(reader) as Reader['selectNoFrom'],
    with: reader.with.bind(reader) as Reader['with'],
    fn: reader.fn,
    transaction: (work) => transaction({ kysely, tell }, work),
    prepared: async (statement, values) =>
      (await whileConnectionLost(() => pool.query({ name: statement.name, text: statement.text, values: [...values] })))
        .rows,
    onNotices(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    crowding: () => pool.waitingCount / pool.options.max,
    close: async () => {
      await kysely.destroy()
      // Where nothing was ever written Kysely did not take the pool, and does not end it.
      if (!pool.ending) await pool.end()
    },
  }
}
