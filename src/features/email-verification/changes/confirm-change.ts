import type { Reader, Tx } from '../../../platform/db/db.ts'
import { InputInvalid } from '../../../platform/errors/app-error.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { giveEmail, holdAccount } from '../../accounts/index.ts'
import { addLink, endPasswordLinks, findLink, spendLink } from '../../links/index.ts'
import type { VerificationDeps } from '../deps.ts'
import { MailedLinkOver, OwnerMissing } from '../errors.ts'
import { changedMail, undoSeconds } from './former-address-mail.ts'
import * as queries from './queries.ts'

const purpose = 'change-email'

type Held = { readonly token: string | null; readonly now: Date }

/** The change of a link while it waits, without spending it; null for whatever is wrong with it, all alike. */
export async function findWaitingChange(
  db: Reader,
  key: Buffer,
  { token, now }: Held,
): Promise<queries.ChangeRow | null> {
  const link = token === null ? null : await findLink(db, key, { purpose, token, now })
  const change = link && (await queries.findChange(db, link.bound.change ?? ''))
  return change && change.changed_at === null && change.expires_at > now ? change : null
}

type Doing = {
  readonly change: queries.ChangeRow
  readonly token: string
  readonly key: Buffer
  readonly mailer: Mailer
}

async function replace(tx: Tx, scope: Scope, { change, token, key, mailer }: Doing): Promise<void> {
  const { now } = scope
  const { id, email, account_id: accountId } = change
  // Links before the account, as whoever spends one and whoever leaves: in another order they could wait for each other.
  const spent = await spendLink(tx, key, { purpose, token, now })
  if (!spent) throw new MailedLinkOver()
  await endPasswordLinks(tx, { accountId, now })
  const account = await holdAccount(tx, accountId)
  await giveEmail(tx, scope, { account, email, verifiedAt: now })
  const bound = { ...spent.bound, change: id }
  const linkId = await addLink(tx, { purpose: 'undo-email', accountId, bound, now, life: undoSeconds })
  const done = { id, formerEmail: account.email, formerVerifiedAt: account.emailVerifiedAt, linkId, changedAt: now }
  const expiresAt = new Date(now.getTime() + undoSeconds * 1000)
  if (!(await queries.noteChanged(tx, { ...done, expiresAt }))) throw new MailedLinkOver()
  await mailer.queue(tx, { kind: changedMail, accountId, about: { change: id }, now })
}

/**
 * Gives the caller's account the address of a mailed link, and tells the former one, which can take it back for a week. Only
 * the owner's session may: the link may have gone to a stranger, by a slip of the pen. Throws MailedLinkOver, also where the
 * address has an account meanwhile, and OwnerMissing.
 */
export async function confirmChange(deps: VerificationDeps, scope: Scope, token: string | null): Promise<void> {
  const key = deps.keys['one-time-link']
  const change = await findWaitingChange(deps.db, key, { token, now: scope.now })
  if (!change || token === null) throw new MailedLinkOver()
  if (scope.caller?.accountId !== change.account_id) throw new OwnerMissing()
  try {
    await deps.db.transaction((tx) => replace(tx, scope, { change, token, key, mailer: deps.mailer }))
  } catch (error) {
    if (error instanceof InputInvalid) throw new MailedLinkOver()
    throw error
  }
}
