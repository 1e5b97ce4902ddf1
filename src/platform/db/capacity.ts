import { type Connection, connect } from './pool.ts'
import { type ConnectionLimits, readConnectionLimits } from './queries.ts'

// Beside the pool of the requests a process holds three connections for jobs and one that listens.
export const besidePool = 4
// A command at the shell takes two.
export const forCommands = 2

/** How many connections are open to the role of the server. */
export const openConnections = ({ most, reserved, own }: ConnectionLimits): number =>
  Math.min(most - reserved, own ?? Number.POSITIVE_INFINITY)

/** A sentence for where so many processes of one server can take more connections than there are; null where they cannot. */
export function findCrowding(limits: ConnectionLimits, plan: { poolSize: number; processes: number }): string | null {
  const { poolSize, processes } = plan
  const open = openConnections(limits)
  const wanted = processes * (poolSize + besidePool)
  if (wanted + forCommands <= open) return null
  const each = Math.floor((open - forCommands) / processes) - besidePool
  const smaller = each >= 1 ? `Set DATABASE_POOL_SIZE to ${each} or less, or` : 'Set --workers lower, or'
  const limit = limits.own === open ? 'the connection limit of the role or database' : 'max_connections of PostgreSQL'
  const enough = wanted + forCommands + (limits.own === open ? 0 : limits.reserved)
  return `${processes === 1 ? 'This server takes' : `${processes} processes take`} up to ${wanted} connections to the database, and it has ${open} for them. ${smaller} ${limit} to ${enough}.`
}

/** Looks at the database whether so many processes fit. */
export async function readCrowding(
  app: Connection,
  plan: { poolSize: number; processes: number },
): Promise<string | null> {
  const client = await connect(app)
  try {
    return findCrowding(await readConnectionLimits(client), plan)
  } finally {
    await client.end()
  }
}
