import { parse } from 'pg-connection-string'
import type { Config } from '../config/config.ts'
import { joinEmbedded } from '../platform/db/embedded/index.ts'
import { type Connection, connect } from '../platform/db/pool.ts'
import { readRoleFacts } from '../platform/db/queries.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'

/** The way to the database: `app` for the server, `owner` for migrations. */
export type DatabaseAccess = {
  readonly kind: 'embedded' | 'external'
  readonly app: Connection
  readonly owner: Connection
  readonly serverVersion: string
  /** For the terminal: where the data is. */
  readonly where: string
  /** Things an owner should know, one sentence each. */
  readonly warnings: readonly string[]
  /** Lets go of the embedded server; the last to leave ends it. */
  leave(): Promise<void>
}

function connectionOf(url: string): Connection {
  // As libpq reads it: `require` encrypts, `verify-full` asks for a certificate too, by `sslrootcert` where it is given.
  const { host, port, user, password, database, ssl } = parse(url, { useLibpqCompat: true })
  return {
    host: host ?? 'localhost',
    port: Number(port ?? 5432),
    user: user ?? '',
    database: database ?? '',
    ...(password === undefined ? {} : { password }),
    ...(ssl ? { ssl: ssl as NonNullable<Connection['ssl']> } : {}),
  }
}

const reasonOf = (error: unknown) => (error as Error).message.split('\n')[0]

async function roleFactsOf(connection: Connection, setting: string) {
  try {
    const client = await connect(connection)
    try {
      return await readRoleFacts(client)
    } finally {
      await client.end()
    }
  } catch (error) {
    throw new OperatorError(
      `${setting} leads to no database: ${reasonOf(error)}. Check the address, and that PostgreSQL runs.`,
      { cause: error },
    )
  }
}

async function reachExternal(config: Config, url: string): Promise<DatabaseAccess> {
  const app = connectionOf(url)
  const owner = config.databaseOwnerUrl ? connectionOf(config.databaseOwnerUrl.reveal()) : app
  const facts = await roleFactsOf(app, 'DATABASE_URL')
  if (config.databaseOwnerUrl) await roleFactsOf(owner, 'DATABASE_OWNER_URL')
  if (facts.version < 150_000 || facts.version >= 190_000)
    throw new OperatorError(`DATABASE_URL leads to PostgreSQL ${facts.serverVersion}. Porchlight runs on 15 to 18.`, {
      exitCode: 78,
    })
  if (facts.superuser && config.environment === 'production')
    throw new OperatorError(
      `DATABASE_URL signs in as ${facts.user}, a superuser, who could rewrite the audit log. Make a role without that right for it.`,
      { exitCode: 78 },
    )
  const oneRole = owner.user === app.user
  return {
    kind: 'external',
    app,
    owner,
    serverVersion: facts.serverVersion,
    where: `the PostgreSQL ${facts.serverVersion} of DATABASE_URL`,
    warnings: oneRole
      ? [
          'One role serves for everything: it owns the audit log and could change it. Set DATABASE_OWNER_URL to another role for migrations.',
        ]
      : [],
    leave: async () => {},
  }
}

/** Finds the database that the configuration means, and starts the embedded one where none is named. Throws OperatorError. */
export async function reachDatabase(config: Config, log: (line: string) => void): Promise<DatabaseAccess> {
  if (config.databaseUrl) return reachExternal(config, config.databaseUrl.reveal())
  const embedded = await joinEmbedded({ dataDir: config.dataDir, log })
  return {
    kind: 'embedded',
    app: embedded.connection('app'),
    owner: embedded.connection('owner'),
    serverVersion: embedded.serverVersion,
    where: config.dataDir,
    warnings: [],
    leave: () => embedded.leave(),
  }
}
