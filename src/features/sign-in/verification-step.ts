import { addJob } from '../../platform/jobs/add-job.ts'
import type { Step } from './step.ts'

/** The name of the job that asks an account by mail to confirm its address; the payload holds the account's number. */
export const mailProof = 'mail-proof'

/** Nobody has proved yet to read the mailbox of the address; it gets a link. */
export const verificationStep: Step = {
  name: 'verification',
  path: '/login/verification',
  isDue: ({ config, account }) => config.emailVerification === 'before-sign-in' && account.emailVerifiedAt === null,
  begin: (tx, { id }) => addJob(tx, { name: mailProof }, { payload: { accountId: id } }),
}
