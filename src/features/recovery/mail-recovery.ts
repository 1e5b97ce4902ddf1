import { randomUUID } from 'node:crypto'
import type { Job, JobContext } from '../../platform/jobs/job.ts'
import { queueMail } from '../../platform/mail/queue-mail.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, findAccount, holdAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { findLink } from '../links/index.ts'
import { type Limiter, LimitReached } from '../throttle/index.ts'
import { isOpen, offerBoundLink } from './bound-link.ts'
import type { RecoveryMailDeps } from './deps.ts'

/** The name of the job that answers whoever asked for a link. */
export const mailRecovery = 'mail-recovery'

/** The kind of mail that brings the link. */
export const recoveryMail = 'recovery'

type Deps = Pick<RecoveryMailDeps, 'keys' | 'config'> & { readonly limiter: Pick<Limiter, 'count'> }

// One that waits to be opened has no password yet; its link is handed over by whoever made it.
const mayRecover = (account: Account, now: Date) => isOpen(account, now) && !account.awaitsOpening

// Counted here and not where it is asked: rows are kept for people who exist, and nobody sees the limit from outside.
async function isWithinLimit({ limiter }: Deps, accountId: string, now: Date): Promise<boolean> {
  try {
    await limiter.count('recovery-mails', accountId, now)
    return true
  } catch (error) {
    if (error instanceof LimitReached) return false
    throw error
  }
}

// The job alone knows that there is such an account; who asked it is not told, so that all are answered alike.
const scopeAt = (now: Date): Scope => ({
  ...{ caller: null, ip: null, userAgent: null, locale: 'en', timeZone: 'UTC' },
  requestId: `job-${randomUUID()}`,
  now,
})

async function answer(deps: Deps, { db, clock }: JobContext, accountId: string): Promise<void> {
  const now = clock()
  const asked = await findAccount(db, accountId)
  if (!asked || !mayRecover(asked, now) || !(await isWithinLimit(deps, accountId, now))) return
  const key = deps.keys['one-time-link']
  await db.transaction(async (tx) => {
    // Held, so that of two that are asked for at once the second finds the link of the first.
    const account = await holdAccount(tx, accountId)
    const wanted = { purpose: 'recovery', now } as const
    const token = await offerBoundLink(tx, key, { ...wanted, account, life: deps.config.recoveryMinutes * 60 })
    const link = await findLink(tx, key, { ...wanted, token })
    if (!link) return
    await queueMail(tx, { kind: recoveryMail, accountId, about: { link: link.id }, now })
    await appendEvent(tx, scopeAt(now), { action: 'recovery.asked', subjectId: accountId, bySystem: true })
  })
}

const idOf = (payload: unknown): string =>
  typeof payload === 'object' && payload !== null && 'accountId' in payload ? String(payload.accountId) : '0'

/** Answers whoever asked for a link: one mail to an account that is there and open, at most so many an hour, else nothing. */
export const mailRecoveryJob = (deps: Deps): Job => ({
  name: mailRecovery,
  run: (context, payload) => answer(deps, context, idOf(payload)),
})
