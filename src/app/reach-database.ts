import type { Config } from '../config/config.ts'
import { joinEmbedded } from '../platform/db/embedded/index.ts'
import { reachExternal } from '../platform/db/external/index.ts'
import type { Connection, Limits } from '../platform/db/pool.ts'

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

const limitsOf = (config: Config): Limits => ({
  waitMs: config.databaseWaitSeconds * 1_000,
  lifetimeSeconds: config.databaseLifetimeSeconds,
  statementMs: config.databaseStatementSeconds * 1_000,
  idleInTransactionMs: config.databaseIdleSeconds * 1_000,
})

async function reachOwn(config: Config, url: string): Promise<DatabaseAccess> {
  const { isOneRole, ...found } = await reachExternal({
    url,
    ownerUrl: config.databaseOwnerUrl?.reveal() ?? null,
    limits: limitsOf(config),
    isProduction: config.environment === 'production',
  })
  return {
    ...found,
    kind: 'external',
    where: `the PostgreSQL ${found.serverVersion} of DATABASE_URL`,
    warnings: isOneRole
      ? [
          'One role serves for everything: it owns the audit log and could change it. Set DATABASE_OWNER_URL to another role for migrations.',
        ]
      : [],
    leave: async () => {},
  }
}

/** Finds the database that the configuration means, and starts the embedded one where none is named. Throws OperatorError. */
export async function reachDatabase(config: Config, log: (line: string) => void): Promise<DatabaseAccess> {
  if (config.databaseUrl) return reachOwn(config, config.databaseUrl.reveal())
  const limits = limitsOf(config)
  const embedded = await joinEmbedded({ dataDir: config.dataDir, log })
  return {
    kind: 'embedded',
    app: { ...embedded.connection('app'), limits },
    owner: { ...embedded.connection('owner'), limits: { ...limits, statementMs: 0 } },
    serverVersion: embedded.serverVersion,
    where: config.dataDir,
    warnings: [],
    leave: () => embedded.leave(),
  }
}
