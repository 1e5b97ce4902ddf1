import type { Tx } from '../../platform/db/db.ts'
import { addJob } from '../../platform/jobs/add-job.ts'

/** The name of the job that looks whether the owner is to be told of a lock, or sent a way in. */
export const tellOwner = 'tell-owner-of-lock'

// No account has this number.
const nobody = '0'

type Failed = {
  readonly accountId: string | null
  /** The number of its event. */
  readonly event: string
  /** Whether the password was right, and came while the account was locked. */
  readonly isProved: boolean
}

/**
 * Leaves what there is to tell the owner to a job, after each try from an unknown browser that did not get in: locked or
 * not, right, wrong or at a name that nobody has, the request does the same.
 */
export const enqueueTelling = (tx: Tx, { accountId, event, isProved }: Failed): Promise<void> =>
  addJob(
    tx,
    { name: tellOwner },
    { payload: { accountId: accountId ?? nobody, event, proved: isProved ? 'yes' : 'no' } },
  )
