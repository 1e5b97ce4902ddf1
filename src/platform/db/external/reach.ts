import { OperatorError } from '../../errors/operator-error.ts'
import { type Connection, connect, type Limits } from '../pool.ts'
import { type RoleFacts, readRoleFacts } from '../queries.ts'
import { connectionOf } from './connection-of.ts'
import { hasSharedSessions } from './shared-sessions.ts'
import { explainUnreached } from './unreached.ts'

export type ExternalDatabase = {
  readonly app: Connection
  readonly owner: Connection
  readonly serverVersion: string
  readonly isOneRole: boolean
}

type Addresses = {
  readonly url: string
  /** Null where one role serves for everything. */
  readonly ownerUrl: string | null
  readonly limits: Limits
  /** A superuser is refused as the role of the server. */
  readonly isProduction: boolean
}

const misconfigured = (sentence: string) => new OperatorError(sentence, { exitCode: 78 })

async function factsOf(connection: Connection, setting: string): Promise<RoleFacts> {
  let isShared: boolean
  let facts: RoleFacts
  try {
    // First, and without settings: in a shared session those would be somebody else's a moment later.
    isShared = await hasSharedSessions(connection)
    const client = await connect(connection)
    try {
      facts = await readRoleFacts(client)
    } finally {
      await client.end()
    }
  } catch (error) {
    throw new OperatorError(explainUnreached(error, setting, connection), { cause: error })
  }
  if (isShared)
    throw misconfigured(
      `${setting} leads through a pooler that lends out connections by the transaction, and Porchlight needs whole sessions. Set pool_mode = session for this database in PgBouncer, or let ${setting} lead to PostgreSQL itself.`,
    )
  return facts
}

function requireOneDatabase(app: RoleFacts, owner: RoleFacts): void {
  if (app.database !== owner.database)
    throw misconfigured(
      `DATABASE_URL leads to the database ${app.database} and DATABASE_OWNER_URL to ${owner.database}. Both have to name the same one.`,
    )
  if (app.startedAt !== owner.startedAt)
    throw misconfigured(
      'DATABASE_URL and DATABASE_OWNER_URL lead to two different PostgreSQL servers. Both have to name the same one.',
    )
}

/** Looks at the database that the addresses name, and whether the server can work with it. Throws OperatorError. */
export async function reachExternal({ url, ownerUrl, limits, isProduction }: Addresses): Promise<ExternalDatabase> {
  const app = { ...connectionOf(url), limits }
  // What a migration does takes as long as it takes.
  const owner = { ...(ownerUrl === null ? app : connectionOf(ownerUrl)), limits: { ...limits, statementMs: 0 } }
  const facts = await factsOf(app, 'DATABASE_URL')
  if (facts.version < 150_000 || facts.version >= 190_000)
    throw misconfigured(`DATABASE_URL leads to PostgreSQL ${facts.serverVersion}. Porchlight runs on 15 to 18.`)
  if (facts.superuser && isProduction)
    throw misconfigured(
      `DATABASE_URL signs in as ${facts.user}, a superuser, who could rewrite the audit log. Make a role without that right for it.`,
    )
  if (ownerUrl !== null) requireOneDatabase(facts, await factsOf(owner, 'DATABASE_OWNER_URL'))
  return { app, owner, serverVersion: facts.serverVersion, isOneRole: owner.user === app.user }
}
