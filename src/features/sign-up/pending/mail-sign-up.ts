import type { Tx } from '../../../platform/db/db.ts'
import type { Job, JobContext } from '../../../platform/jobs/job.ts'
import { queueMail } from '../../../platform/mail/queue-mail.ts'
import { isWithinMailLimits, mailProofTo } from '../../email-verification/index.ts'
import type { Limiter } from '../../throttle/index.ts'
import * as queries from './queries.ts'

/** The name of the job that answers a sign-up, and whoever asks for its mail once more. */
export const mailSignUp = 'mail-sign-up'

/** The kind of mail that a sign-up causes. */
export const signUpMail = 'sign-up'

type Deps = { readonly limiter: Pick<Limiter, 'count'> } & Parameters<typeof mailProofTo>[0]

type Asked = {
  /** No row where nobody waits. */
  readonly signUpId: string
  /** Of the account that has the address, where one has; `0`. */
  readonly accountId: string
  readonly again: boolean
}

const textOf = (payload: unknown, name: string): string | null => {
  if (typeof payload !== 'object' || payload === null) return null
  const value = (payload as Readonly<Record<string, unknown>>)[name]
  return value === undefined ? null : String(value)
}

/** No sign-up has this number. */
export const nobody = '00000000-0000-0000-0000-000000000000'

const askedOf = (payload: unknown): Asked => ({
  signUpId: textOf(payload, 'signUpId') ?? nobody,
  accountId: textOf(payload, 'accountId') ?? '0',
  again: textOf(payload, 'again') !== null,
})

// Counted here and not where it is asked: nobody sees the limit of a mailbox from outside.
async function answer(deps: Deps, { db, clock }: JobContext, { signUpId, accountId, again }: Asked): Promise<void> {
  const now = clock()
  const pending = await queries.findPending(db, signUpId, now)
  if (!pending) return mailProofTo(deps, { db, now }, { accountId, again })
  if (!(await isWithinMailLimits(deps.limiter, { email: pending.email, again, now }))) return
  await db.transaction((tx: Tx) =>
    queueMail(tx, { kind: signUpMail, accountId: null, about: { signUp: pending.id }, now }),
  )
}

/** Sends the mail of a sign-up that waits; else, where the address has an account that waits for its proof, that of the account. */
export const mailSignUpJob = (deps: Deps): Job => ({
  name: mailSignUp,
  run: (context, payload) => answer(deps, context, askedOf(payload)),
})
