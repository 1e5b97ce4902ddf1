import { pruneAudit } from '../features/audit/index.ts'
import { requireMigrated } from '../platform/db/migrate.ts'
import { connect } from '../platform/db/pool.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import type { Command } from './command.ts'
import { readConfig } from './configuration.ts'
import { withAccess } from './with-database.ts'

const day = 86_400_000

function requireDays(given: string): number {
  if (/^\d{1,5}$/.test(given) && Number(given) >= 30) return Number(given)
  throw new OperatorError(`DAYS is “${given}”; give a whole number, 30 at least: younger events cannot be removed.`, {
    exitCode: 64,
  })
}

/** `porchlight audit prune`: removes old events and leaves their seals, as the owner of the tables. */
export const auditPruneCommand: Command = {
  name: 'audit prune',
  summary: 'Remove audit events sealed more than DAYS ago (30 at least); their seals stay.',
  takes: ['DAYS'],
  async run({ positionals: [given = ''] }) {
    const before = new Date(Date.now() - requireDays(given) * day)
    return withAccess(readConfig(), async (access) => {
      await requireMigrated(access.owner)
      const owner = await connect(access.owner)
      try {
        const removed = await pruneAudit(owner, before)
        console.log(`${removed} events from before ${before.toISOString()} were removed; their seals stay.`)
        return 0
      } finally {
        await owner.end()
      }
    })
  },
}
