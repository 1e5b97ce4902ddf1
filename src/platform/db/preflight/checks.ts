import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '../../errors/operator-error.ts'
import { packageRoot } from '../../package-root.ts'
import { CannotSee, type Check, failed, passed } from '../../preflight/check.ts'
import { readCatalog } from '../catalog/queries.ts'
import { schemaSql } from '../catalog/schema-sql.ts'
import { planMigrations } from '../migrate.ts'
import { readRoleFacts } from '../queries.ts'
import { schemaName } from '../schema-name.ts'
import { compareSchemas } from './compare-schema.ts'
import { look } from './look.ts'
import { readRoleRights } from './queries.ts'
import { roleChecks } from './roles.ts'
import { type ServerSettings, serverChecks } from './server.ts'

type Settings = ServerSettings & { readonly environment: string }

const reached: Check<Settings> = {
  id: 'critical.02',
  name: 'database-reached',
  title: 'The database can be reached as the role of the server',
  async run(sight) {
    try {
      return await look(sight, async (client) => {
        const { user, serverVersion } = await readRoleFacts(client)
        return passed(`PostgreSQL ${serverVersion} answers ${user}`)
      })
    } catch (error) {
      const mend = 'Put that right, and see the rest of the checks then: most of them look at the database.'
      return failed(
        error instanceof CannotSee ? error.message : `It does not answer: ${(error as Error).message}`,
        mend,
      )
    }
  },
}

const migrated: Check<Settings> = {
  id: 'deploy.03',
  name: 'migrations-applied',
  title: 'Every migration of this release is applied',
  async run(sight) {
    try {
      const { applied, pending } = await planMigrations(sight.database().connection)
      const [first] = pending
      return first
        ? failed(
            `${applied} are applied and ${pending.length} wait, the first is ${first.number} (${first.name})`,
            'Run: porchlight migrate',
          )
        : passed(`${applied} are applied and none waits`)
    } catch (error) {
      if (error instanceof OperatorError) return failed(error.message, 'Run the release that belongs to this database.')
      throw error
    }
  },
}

const asWritten: Check<Settings> = {
  id: 'critical.07',
  name: 'schema-as-written',
  title: 'The schema of the database is that of schema.sql',
  run: (sight) =>
    look(sight, async (client) => {
      const { role, ownedAudit } = await readRoleRights(client)
      const live = schemaSql(await readCatalog(client, schemaName), role)
      const written = await readFile(join(packageRoot, 'schema.sql'), 'utf8')
      // Where one role serves for everything nothing is granted: it owns what it works with.
      const compared =
        ownedAudit.length > 0 ? [live, written].map((text) => text.replace(/^grant .*$/gm, '')) : [live, written]
      const difference = compareSchemas(compared[0] ?? '', compared[1] ?? '')
      return difference
        ? failed(
            difference.count === 1
              ? `one difference: ${difference.first}`
              : `${difference.count} differences, the first: ${difference.first}`,
            'Somebody changed the schema by hand, or the migrations do not belong to this release. Take the change back as the owner; what you want to keep belongs in a schema of your own.',
          )
        : passed(
            `tables, columns, constraints, indexes, functions, triggers and grants of the schema ${schemaName} match schema.sql`,
          )
    }),
}

/** What must hold in the database and of the server that it is in. */
export const checks: readonly Check<Settings>[] = [reached, ...roleChecks, migrated, asWritten, ...serverChecks]
