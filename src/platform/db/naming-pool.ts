import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient, QueryConfig } from 'pg'

// PostgreSQL keeps what it prepared for each connection: an endless number of texts must not become an endless number of names.
const mostNames = 500

const names = new Map<string, string>()

// One that asks for * has another result as soon as a column is added, and PostgreSQL refuses it under its old name.
const mayHaveName = (text: string) => !text.includes('*')

function nameOf(text: string): string | null {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames || !mayHaveName(text)) return known ?? null
  const name = `tx${names.size}`
  names.set(text, name)
  return name
}

// What is put in order or looked for by a part is a list or a search: its plan depends on the values.
const isPointRead = (text: string) => !/ order by | like |~/.test(text)

/** A statement as it is sent where it asks for single rows, by name then; as it is where its plan depends on the values. */
export function namePointRead(text: string, values: unknown[]): QueryConfig {
  const name = values.length > 0 && isPointRead(text) ? nameOf(text) : null
  return name === null ? { text, values } : { name, text, values }
}

const wrap = (client: PoolClient): PostgresPoolClient => ({
  query: ((text: string, values: unknown[]) => {
    const name = values.length > 0 ? nameOf(text) : null
    return name === null ? client.query(text, values) : client.query({ name, text, values })
  }) as unknown as PostgresPoolClient['query'],
  release: () => client.release(),
})

/**
 * A pool that gives each statement a name by its text, so that PostgreSQL reads and plans it once for each connection: half of
 * what a short write costs it. For writes, whose plans do not depend on the values.
 */
export function namingPool(pool: Pool): PostgresPool {
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const known = wrapped.get(client) ?? wrap(client)
      wrapped.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}
