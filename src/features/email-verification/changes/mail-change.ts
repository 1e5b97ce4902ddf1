import type { Job } from '../../../platform/jobs/job.ts'
import { queueMail } from '../../../platform/mail/queue-mail.ts'
import type { ProofDeps } from '../deps.ts'
import { isWithinMailLimits } from '../mail-limits.ts'
import * as queries from './queries.ts'

/** The name of the job that answers whoever wants another address. */
export const mailChange = 'mail-email-change'

/** The kind of mail that the new address gets. */
export const changeMail = 'email-change'

const idOf = (payload: unknown) =>
  ((payload ?? {}) as { readonly changeId?: string }).changeId ?? '00000000-0000-0000-0000-000000000000'

/** Sends the mail to an address that somebody wants, a few times an hour at most. */
export const mailChangeJob = ({ limiter }: Pick<ProofDeps, 'limiter'>): Job => ({
  name: mailChange,
  async run({ db, clock }, payload) {
    const now = clock()
    const change = await queries.findChange(db, idOf(payload))
    if (!change || change.changed_at !== null) return
    if (!(await isWithinMailLimits(limiter, { email: change.email, again: false, now }))) return
    const mail = { kind: changeMail, accountId: change.account_id, about: { change: change.id }, now }
    await db.transaction((tx) => queueMail(tx, mail))
  },
})
