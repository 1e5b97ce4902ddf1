import type { Db } from '../../../platform/db/db.ts'
import { addJob } from '../../../platform/jobs/add-job.ts'
import { mailProof } from '../../sign-in/index.ts'

/** Takes on that the owner of an account wants the mail to confirm its address once more; whether one is due, a job sees. */
export const askForProof = (db: Db, accountId: string): Promise<void> =>
  db.transaction((tx) => addJob(tx, { name: mailProof }, { payload: { accountId, again: 'yes' } }))
