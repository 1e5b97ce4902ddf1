import { requireOwnerRights } from '../platform/db/external/index.ts'
import { type MigrateOptions, migrate } from '../platform/db/migrate.ts'
import type { Migration } from '../platform/db/migrations.ts'
import type { Connection } from '../platform/db/pool.ts'
import { migrateJobs } from '../platform/jobs/migrate-jobs.ts'

/** Brings our schema and that of the queue up to this release, as the owner. Returns what was applied of ours. Throws OperatorError where the database is too new, or the owner may not do it. */
export async function migrateDatabase(owner: Connection, options: MigrateOptions): Promise<Migration[]> {
  await requireOwnerRights(owner)
  const applied = await migrate(owner, options)
  await migrateJobs(owner, options.appRole)
  return applied
}
