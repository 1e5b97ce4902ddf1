import { deleteEndedTokens } from '../features/access-tokens/index.ts'
import { deleteEndedHolds } from '../features/accounts/index.ts'
import { deleteEndedChanges } from '../features/email-verification/index.ts'
import { deleteOldKeys } from '../features/idempotency/index.ts'
import { deleteOldLinks } from '../features/links/index.ts'
import { deleteOldLockouts } from '../features/lockout/index.ts'
import { deleteEndedSessions } from '../features/sessions/index.ts'
import { deleteEndedFlows } from '../features/sign-in/index.ts'
import { deleteEndedSignUps } from '../features/sign-up/index.ts'
import { deleteOldCounts } from '../features/throttle/index.ts'
import { deleteEndedEnrollments, deleteSpentChallenges } from '../features/two-factor/index.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Job } from '../platform/jobs/job.ts'
import { deleteDone } from '../platform/mail/queries.ts'

const day = 86_400_000

type Sweep = { readonly delete: (tx: Tx, before: Date) => Promise<unknown>; readonly keptFor: number }

// How long a row is kept once it is of no use: links for a day more, so that a late click is told "used", not "unknown";
// tokens for a month, so that the list explains why a program fell silent.
const sweeps: readonly Sweep[] = [
  { delete: deleteEndedSessions, keptFor: 0 },
  { delete: deleteEndedTokens, keptFor: 30 * day },
  { delete: deleteEndedFlows, keptFor: 0 },
  { delete: deleteOldCounts, keptFor: 0 },
  { delete: deleteEndedSignUps, keptFor: 0 },
  { delete: deleteEndedHolds, keptFor: 0 },
  { delete: deleteEndedChanges, keptFor: 0 },
  { delete: deleteSpentChallenges, keptFor: 0 },
  { delete: deleteEndedEnrollments, keptFor: 0 },
  { delete: deleteOldLinks, keptFor: day },
  { delete: deleteOldLockouts, keptFor: day },
  { delete: deleteOldKeys, keptFor: day },
  { delete: deleteDone, keptFor: 30 * day },
]

/** Deletes what has run out, once an hour; each table in a transaction of its own. */
export const retention: Job = {
  name: 'retention',
  cron: '7 * * * *',
  async run({ db, clock }) {
    const now = clock().getTime()
    for (const sweep of sweeps) await db.transaction((tx) => sweep.delete(tx, new Date(now - sweep.keptFor)))
  },
}
