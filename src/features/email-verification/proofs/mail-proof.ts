import type { Db } from '../../../platform/db/db.ts'
import type { Job } from '../../../platform/jobs/job.ts'
import { queueMail } from '../../../platform/mail/queue-mail.ts'
import { findAccount, holdAccount } from '../../accounts/index.ts'
import { isOpen } from '../../recovery/index.ts'
import { mailProof } from '../../sign-in/index.ts'
import type { ProofDeps } from '../deps.ts'
import { isWithinMailLimits } from '../mail-limits.ts'
import { mayTakePart } from './may-take-part.ts'
import { offerProofLink } from './proof-link.ts'

/** The kind of mail that asks somebody with an account to confirm its address. */
export const proofMail = 'verify-email'

type At = { readonly db: Db; readonly now: Date }

/** Queues the mail to an account whose address waits for its proof, a few times an hour at most; else does nothing. */
export async function mailProofTo(
  { keys, config, limiter }: ProofDeps,
  { db, now }: At,
  { accountId, again }: { accountId: string; again: boolean },
): Promise<void> {
  const asked = await findAccount(db, accountId)
  if (!asked || mayTakePart(asked, config) || asked.awaitsOpening || !isOpen(asked, now)) return
  if (!(await isWithinMailLimits(limiter, { email: asked.email, again, now }))) return
  await db.transaction(async (tx) => {
    // Held, so that of two that are asked for at once the second finds the link of the first.
    const account = await holdAccount(tx, accountId)
    const link = await offerProofLink(tx, keys['one-time-link'], { account, now })
    if (link) await queueMail(tx, { kind: proofMail, accountId, about: { link: link.id }, now })
  })
}

const payloadOf = (payload: unknown) => (payload ?? {}) as { readonly accountId?: string; readonly again?: string }

/** Sends that mail to whoever signs in, or has signed up, with an address that nobody has proved. */
export const mailProofJob = (deps: ProofDeps): Job => ({
  name: mailProof,
  run: ({ db, clock }, payload) => {
    const { accountId = '0', again } = payloadOf(payload)
    return mailProofTo(deps, { db, now: clock() }, { accountId, again: again !== undefined })
  },
})
