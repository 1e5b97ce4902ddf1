import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { OperatorError } from '../errors/operator-error.ts'
import { packageRoot } from '../package-root.ts'
import { sqlState } from './connection-errors.ts'
import { type Migration, readMigrations } from './migrations.ts'
import { type Connection, connect } from './pool.ts'
import * as queries from './queries.ts'

/** What stands between the database and this release. */
export type Plan = { readonly applied: number; readonly pending: readonly Migration[] }

const requireSchemaWeKnow = (known: readonly Migration[], applied: readonly queries.AppliedMigration[]) => {
  const newer = applied.filter(({ number }) => number > known.length)
  const breaking = newer.find((migration) => migration.breaking)
  if (breaking)
    throw new OperatorError(
      `The database is newer than this release: migration ${breaking.number} (${breaking.name}) changed it so that this release cannot run on it. Start the newer release, or restore a backup from before it.`,
    )
}

/** Lists what `migrate` would do, and does nothing. Throws OperatorError where the database is too new. */
export async function planMigrations(owner: Connection): Promise<Plan> {
  const client = await connect(owner)
  try {
    const known = await readMigrations()
    const applied = (await queries.findAppliedMigrations(client)) ?? []
    requireSchemaWeKnow(known, applied)
    return { applied: applied.length, pending: known.filter(({ number }) => !applied.some((a) => a.number === number)) }
  } finally {
    await client.end()
  }
}

/** Gives another role what the migrations gave to the one before. */
async function openTo(client: Client, appRole: string): Promise<void> {
  if (!(await queries.isShutOut(client, appRole))) return
  const schema = await readFile(join(packageRoot, 'schema.sql'), 'utf8')
  const grants = schema.match(/^grant .+ to porchlight;$/gm) ?? []
  const role = client.escapeIdentifier(appRole)
  await client.query(grants.map((grant) => grant.replace(/porchlight;$/, () => `${role};`)).join('\n'))
}

export type MigrateOptions = {
  readonly appRole: string
  readonly onProgress?: (done: number, of: number, name: string) => void
}

/** Brings the schema up to this release under an advisory lock, as the owner. Returns what was applied. Throws OperatorError where the database is too new. */
export async function migrate(owner: Connection, { appRole, onProgress }: MigrateOptions): Promise<Migration[]> {
  const client = await connect(owner)
  try {
    await queries.takeMigrationLock(client)
    await queries.createMigrationsTable(client, appRole)
    const known = await readMigrations()
    const applied = (await queries.findAppliedMigrations(client)) ?? []
    requireSchemaWeKnow(known, applied)
    const pending = known.filter(({ number }) => !applied.some((a) => a.number === number))
    for (const [index, migration] of pending.entries()) {
      await queries.applyMigration(client, migration, appRole)
      onProgress?.(index + 1, pending.length, migration.name)
    }
    await openTo(client, appRole)
    return pending
  } finally {
    await client.end() // also leaves the lock
  }
}

/** Refuses to work on a schema that this release does not fit: migrations that wait, or one that it cannot know. Throws OperatorError. */
export async function requireMigrated(app: Connection): Promise<void> {
  const { pending } = await planMigrations(app).catch((error) => {
    if (sqlState(error) !== '42501') throw error
    throw new OperatorError(
      `The role ${app.user} may not read the tables of Porchlight. Run porchlight migrate, which opens them to the role of DATABASE_URL.`,
      { cause: error },
    )
  })
  const [first] = pending
  if (first)
    throw new OperatorError(
      `The database waits for ${pending.length} migrations, the first is ${first.number} (${first.name}). Run: porchlight migrate`,
    )
}
