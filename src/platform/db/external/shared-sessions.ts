import type { Client } from 'pg'
import { sqlState } from '../connection-errors.ts'
import { type Connection, connectUntold } from '../pool.ts'
import { begin, readBackend, rollback } from './queries.ts'

const rounds = 3
// What PgBouncer says to `begin` where it pools single statements.
const protocolViolation = '08P01'

/**
 * While one of two open connections is in a transaction, the other one cannot be in its backend, unless it had that backend
 * before and had to leave it. Either is only possible where a pooler lends out backends by the transaction.
 */
async function isCaught(one: Client, other: Client): Promise<boolean> {
  const before = await readBackend(one)
  await begin(other)
  // In this order: with a single backend to lend out, `one` would wait here until the transaction is over.
  const isShared = (await readBackend(other)) === before || (await readBackend(one)) !== before
  await rollback(other)
  return isShared
}

/** Whether sessions are shared with others by a pooler in between, found by what happens, not by what it says of itself. */
export async function hasSharedSessions(connection: Connection): Promise<boolean> {
  const clients: Client[] = []
  try {
    const one = await connectUntold(connection)
    clients.push(one)
    const other = await connectUntold(connection)
    clients.push(other)
    for (let round = 0; round < rounds; round++) if (await isCaught(one, other)) return true
    return false
  } catch (error) {
    if (sqlState(error) === protocolViolation) return true
    throw error
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}
