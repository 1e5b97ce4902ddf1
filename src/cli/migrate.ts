import { migrateDatabase } from '../app/migrate-database.ts'
import { planMigrations } from '../platform/db/migrate.ts'
import type { Command } from './command.ts'
import { readConfig } from './configuration.ts'
import { showProgress } from './progress.ts'
import { withAccess } from './with-database.ts'

const numbered = ({ number, name, breaking }: { number: number; name: string; breaking: boolean }) =>
  `${String(number).padStart(4, '0')}  ${name}${breaking ? '  (older servers cannot run after it)' : ''}`

/** `porchlight migrate`: brings the schema up to this release. */
export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Bring the database up to this release.',
  options: { 'dry-run': { help: 'List what would be applied, and apply nothing.' } },
  run: ({ flags }) =>
    withAccess(readConfig(), async (access) => {
      if (flags['dry-run']) {
        const { pending, applied } = await planMigrations(access.owner)
        for (const migration of pending) console.log(numbered(migration))
        console.log(
          pending.length === 0
            ? `Up to date: ${applied} migrations are applied.`
            : `${pending.length} would be applied.`,
        )
        return 0
      }
      const progress = showProgress('Migrating')
      const done = await migrateDatabase(access.owner, { appRole: access.app.user, onProgress: progress.step })
      progress.end()
      for (const migration of done) console.log(numbered(migration))
      for (const warning of access.warnings) console.log(`Roles: ${warning}`)
      console.log(done.length === 0 ? 'Up to date: nothing to apply.' : `${done.length} applied.`)
      return 0
    }),
}
