import { brokenConstraint } from '../../platform/db/connection-errors.ts'
import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { Scope, SignedInScope } from '../../platform/scope/scope.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { endPasswordLinks } from '../links/index.ts'
import { type Account, accountOf, getAccount } from './account.ts'
import { type Changed, lockOwnAccount } from './change-account.ts'
import { emailIssues, normalizeEmail } from './email.ts'
import * as queries from './queries.ts'
import { reasonChange } from './reason-change.ts'
import { accountsTexts } from './texts/index.ts'

/** The address belongs to another account, said to somebody who has one. */
export const emailTakenElsewhere: Issue = {
  field: 'email',
  code: 'email-taken',
  text: (locale) => accountsTexts(locale).emailTakenElsewhere(),
}

type NewEmail = {
  /** Its row is locked, and its links for a new password have ended before that. */
  readonly account: Account
  /** Normalized. */
  readonly email: string
  /** What the person is told of why, where somebody else does it. */
  readonly reason?: string
  /** Since when it is known to be the person's; absent: nobody has looked. */
  readonly verifiedAt?: Date
}

/** Gives an account another address. Throws InputInvalid where it belongs to another account. */
export async function giveEmail(
  tx: Tx,
  scope: Scope,
  { account, email, reason, verifiedAt }: NewEmail,
): Promise<Account> {
  const row = await queries
    .updateAccount(tx, account.id, {
      email,
      email_verified_at: verifiedAt ?? null,
      mail_state: 'working',
      updated_at: scope.now,
    })
    .catch((error) => {
      throw brokenConstraint(error) === 'accounts_email_key' ? new InputInvalid([emailTakenElsewhere]) : error
    })
  await appendEvent(tx, scope, {
    action: 'account.email-changed',
    subjectId: account.id,
    changes: [...changesBetween({ email: account.email }, { email }), ...reasonChange(reason)],
  })
  return accountOf(row)
}

/** An address that somebody typed, as it is kept. Throws InputInvalid where it is none. */
export function readNewEmail(typed: string): string {
  const email = normalizeEmail(typed)
  if (email === null) throw new InputInvalid(emailIssues(typed))
  return email
}

/**
 * Gives the caller's account another address, which nobody has proved yet. Links that were made for the former address
 * stop working. Throws InputInvalid where the address is none or belongs to another account.
 */
export async function changeEmail(tx: Tx, scope: SignedInScope, input: { email: string }): Promise<Changed> {
  const email = readNewEmail(input.email)
  const known = await getAccount(tx, scope.caller.accountId)
  if (email === known.email) return { account: known, changed: false }
  const holder = await queries.findByEmail(tx, email)
  if (holder && holder.id !== known.id) throw new InputInvalid([emailTakenElsewhere])
  // Links before the account, as whoever spends one and whoever leaves: in another order they could wait for each other.
  await endPasswordLinks(tx, { accountId: known.id, now: scope.now })
  const before = await lockOwnAccount(tx, scope)
  return { account: await giveEmail(tx, scope, { account: before, email }), changed: true }
}
