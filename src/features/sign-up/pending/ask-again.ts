import { sha256 } from '../../../platform/crypto/hash.ts'
import type { Db } from '../../../platform/db/db.ts'
import { addJob } from '../../../platform/jobs/add-job.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import { findAccountByEmail, readNewEmail } from '../../accounts/index.ts'
import { requireMails } from '../../email-verification/index.ts'
import { mailSignUp, nobody } from './mail-sign-up.ts'
import * as queries from './queries.ts'

type Deps = { readonly db: Db; readonly mailer: Mailer }

type Question = {
  /** As typed; absent where the browser alone says which sign-up is meant. */
  readonly email?: string | undefined
  /** Of the browser's cookie. */
  readonly browserToken: string | null
  readonly now: Date
}

async function findMeant({ db }: Deps, { email, browserToken, now }: Question) {
  const own = browserToken === null ? undefined : await queries.findByBrowser(db, sha256(browserToken), now)
  if (email === undefined) return { signUp: own, account: null }
  const address = readNewEmail(email)
  const isOwn = own?.email.toLowerCase() === address.toLowerCase()
  const newest = await queries.findByEmail(db, address, now)
  return { signUp: isOwn ? own : newest, account: await findAccountByEmail(db, address) }
}

/**
 * Takes on that somebody wants the mail once more. Whether anything waits for that address, and how often it was asked, is
 * looked at by a job, for all alike: neither the answer nor its time can tell. Throws InputInvalid where the address is none,
 * AppError 409 where no mail leaves.
 */
export async function askAgain(deps: Deps, question: Question): Promise<void> {
  requireMails(deps.mailer)
  const { signUp, account } = await findMeant(deps, question)
  const payload = { signUpId: signUp?.id ?? nobody, accountId: account?.id ?? '0', again: 'yes' }
  await deps.db.transaction((tx) => addJob(tx, { name: mailSignUp }, { payload }))
}
