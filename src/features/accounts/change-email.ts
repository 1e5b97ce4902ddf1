import { brokenConstraint } from '../../platform/db/connection-errors.ts'
import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { endLinks } from '../links/index.ts'
import { accountOf, getAccount } from './account.ts'
import { type Changed, lockOwnAccount } from './change-account.ts'
import { emailIssues, normalizeEmail } from './email.ts'
import * as queries from './queries.ts'
import { accountsTexts } from './texts/index.ts'

const takenElsewhere: Issue = {
  field: 'email',
  code: 'email-taken',
  text: (locale) => accountsTexts(locale).emailTakenElsewhere(),
}

/**
 * Gives the caller's account another address, which nobody has proved yet. Links that were made for the former address
 * stop working. Throws InputInvalid where the address is none or belongs to another account.
 */
export async function changeEmail(tx: Tx, scope: SignedInScope, input: { email: string }): Promise<Changed> {
  const email = normalizeEmail(input.email)
  if (email === null) throw new InputInvalid(emailIssues(input.email))
  const known = await getAccount(tx, scope.caller.accountId)
  if (email === known.email) return { account: known, changed: false }
  const holder = await queries.findByEmail(tx, email)
  if (holder && holder.id !== known.id) throw new InputInvalid([takenElsewhere])
  // Links before the account, as whoever spends one and whoever leaves: in another order they could wait for each other.
  await endLinks(tx, { purpose: 'set-password', accountId: known.id, now: scope.now })
  const before = await lockOwnAccount(tx, scope)
  const row = await queries
    .updateAccount(tx, before.id, { email, email_verified_at: null, mail_state: 'working', updated_at: scope.now })
    .catch((error) => {
      throw brokenConstraint(error) === 'accounts_email_key' ? new InputInvalid([takenElsewhere]) : error
    })
  await appendEvent(tx, scope, {
    action: 'account.email-changed',
    subjectId: before.id,
    changes: changesBetween({ email: before.email }, { email }),
  })
  return { account: accountOf(row), changed: true }
}
