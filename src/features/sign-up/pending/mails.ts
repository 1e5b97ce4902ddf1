import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import { findAccountByEmail, prolongHold } from '../../accounts/index.ts'
import { prolongLink } from '../../links/index.ts'
import { signUpSeconds } from '../sign-up-life.ts'
import { codeOf, nextCode } from './code.ts'
import { confirmationMail } from './confirmation-mail.ts'
import { knownMail } from './known-mail.ts'
import type { Handed, SignUpMailDeps } from './mail-deps.ts'
import { signUpMail } from './mail-sign-up.ts'
import * as queries from './queries.ts'

// A mail may be tried for a day, or asked for once more; for ever is not meant by that.
const longestWait = 2 * 24 * 3_600_000

// From each try on, name, link and digits live their whole life: a server that was away brings no dead ones.
async function handOver({ db, keys }: SignUpMailDeps, id: string, now: Date): Promise<Handed | null> {
  const key = keys['one-time-link']
  const expiresAt = new Date(now.getTime() + signUpSeconds * 1000)
  return db.transaction(async (tx) => {
    const row = await queries.lockPending(tx, id, now)
    if (!row || row.created_at.getTime() + longestWait < now.getTime()) return null
    const prolonged = await prolongLink(tx, key, { purpose: 'sign-up', id: row.link_id, expiresAt })
    if (!prolonged) return null
    await prolongHold(tx, keys['username-reservation'], { username: row.username, until: expiresAt })
    const next = nextCode(row, now)
    await queries.noteHanding(tx, { id, expiresAt, ...next })
    return { row, token: prolonged.token, code: codeOf(key, { id, nonce: next.codeNonce }) }
  })
}

async function compose(deps: SignUpMailDeps, { about }: Subject, now: Date): Promise<Composed | null> {
  const handed = await handOver(deps, about.signUp ?? '', now)
  if (!handed) return null
  const account = await findAccountByEmail(deps.db, handed.row.email)
  return account ? knownMail(deps, account) : confirmationMail(deps, handed)
}

/** What mails there are about signing up. */
export const signUpMails = (deps: SignUpMailDeps): readonly MailKind[] => [
  { name: signUpMail, compose: (subject, now) => compose(deps, subject, now) },
]
