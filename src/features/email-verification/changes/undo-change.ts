import type { Reader, Tx } from '../../../platform/db/db.ts'
import { InputInvalid } from '../../../platform/errors/app-error.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { endAccessOf } from '../../access-tokens/index.ts'
import { findAccount, giveEmail, holdAccount } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { forgetDevices } from '../../devices/index.ts'
import { endLinksSince, endPasswordLinks, findLink, spendLink } from '../../links/index.ts'
import { removePassword } from '../../passwords/index.ts'
import { isOpen, offerRecoveryLink } from '../../recovery/index.ts'
import { removeFactorsSince } from '../../two-factor/index.ts'
import type { VerificationDeps } from '../deps.ts'
import { MailedLinkOver } from '../errors.ts'
import * as queries from './queries.ts'

const purpose = 'undo-email'

type Undoable = {
  readonly id: string
  readonly accountId: string
  readonly email: string
  readonly changedAt: Date
  /** Since when whoever changed it was signed in. */
  readonly since: Date
}

type Held = { readonly token: string | null; readonly now: Date }

/** The change that a link can undo, without spending it; null for whatever is wrong with it, all alike. */
export async function findUndoable(db: Reader, key: Buffer, { token, now }: Held): Promise<Undoable | null> {
  const link = token === null ? null : await findLink(db, key, { purpose, token, now })
  const change = link && (await queries.findChange(db, link.bound.change ?? ''))
  if (!change?.former_email || !change.changed_at || !change.former_verified_at) return null
  const account = await findAccount(db, change.account_id)
  if (!account || !isOpen(account, now)) return null
  const { id, account_id: accountId, former_email: email, changed_at: changedAt } = change
  // The earlier of the two, whatever the clocks of servers say.
  const since = new Date(Math.min(changedAt.getTime(), Date.parse(link?.bound.since ?? changedAt.toISOString())))
  return { id, accountId, email, changedAt, since }
}

type Undoing = { readonly undoable: Undoable; readonly token: string; readonly deps: VerificationDeps }

async function takeBack(tx: Tx, scope: Scope, { undoable, token, deps }: Undoing): Promise<string> {
  const { now } = scope
  const { accountId, email, changedAt, since } = undoable
  const key = deps.keys['one-time-link']
  // Links before the account, as everywhere.
  if (!(await spendLink(tx, key, { purpose, token, now }))) throw new MailedLinkOver()
  await endPasswordLinks(tx, { accountId, now })
  // Those that went to the further address would open the account again, whatever they are for.
  await endLinksSince(tx, { accountId, since: changedAt, now })
  // Whoever changed the address knows the password.
  await removePassword(tx, accountId)
  const taken = await holdAccount(tx, accountId)
  // Whoever took the account over may have gone on to further addresses: their ways back end, the earlier ones stay.
  await queries.deleteSince(tx, { accountId, since: changedAt })
  const account = await giveEmail(tx, scope, { account: taken, email, verifiedAt: now })
  await removeFactorsSince(tx, { account, since, rule: deps.config, now })
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  await forgetDevices(tx, accountId)
  await appendEvent(tx, scope, { action: 'email.change-undone', subjectId: accountId })
  return offerRecoveryLink(tx, key, { account, now, minutes: deps.config.recoveryMinutes })
}

/**
 * Takes an account back to the address that it had: later changes end, as do all sessions, access tokens, known browsers and the
 * password, and the second factors that came since whoever changed it signed in. Returns the token of a link for a new one. Throws MailedLinkOver, also where the address has another account by now.
 */
export async function undoChange(deps: VerificationDeps, scope: Scope, token: string | null): Promise<string> {
  const undoable = await findUndoable(deps.db, deps.keys['one-time-link'], { token, now: scope.now })
  if (!undoable || token === null) throw new MailedLinkOver()
  try {
    return await deps.db.transaction((tx) => takeBack(tx, scope, { undoable, token, deps }))
  } catch (error) {
    if (error instanceof InputInvalid) throw new MailedLinkOver()
    throw error
  }
}
