import type { Client } from 'pg'
import type { Sight } from '../../preflight/check.ts'
import { connect } from '../pool.ts'

/** Looks at the database of a sight by one connection, as the role of the server. Throws CannotSee where there is none. */
export async function look<T>(sight: Sight<unknown>, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(sight.database().connection)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
