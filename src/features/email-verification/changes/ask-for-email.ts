import { randomUUID } from 'node:crypto'
import type { Config } from '../../../config/config.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { addJob } from '../../../platform/jobs/add-job.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { type Account, changeEmail, getAccount, holdAccount, readNewEmail } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { addLink, isLinkLiving } from '../../links/index.ts'
import { findSessionStart } from '../../sessions/index.ts'
import { mailChange } from './mail-change.ts'
import * as queries from './queries.ts'
import { tellFormerAddress } from './tell-former-address.ts'

/** How long a change waits from the last time that its mail was handed over, in seconds. */
export const changeSeconds = 24 * 3_600

type AskDeps = {
  readonly db: Db
  readonly config: Pick<Config, 'emailVerification'>
  readonly mailer: Mailer
}

/** What came of it: another address at once, a mail that asks for its proof, or nothing that differs. */
export type EmailAsked = 'changed' | 'asked' | 'unchanged'

async function waitFor(tx: Tx, scope: SignedInScope, { account, email }: { account: Account; email: string }) {
  const { now } = scope
  const id = randomUUID()
  await queries.deleteWaiting(tx, account.id)
  // Undone, everything goes that came since whoever asks is signed in.
  const since = ((await findSessionStart(tx, scope.caller.sessionId)) ?? now).toISOString()
  const link = { purpose: 'change-email', accountId: account.id, bound: { change: id, since }, now } as const
  await queries.insertChange(tx, {
    id,
    account_id: account.id,
    email,
    link_id: await addLink(tx, { ...link, life: changeSeconds }),
    asked_at: now,
    expires_at: new Date(now.getTime() + changeSeconds * 1000),
  })
  const changes = [{ field: 'email', old: account.email, new: email }]
  await appendEvent(tx, scope, { action: 'email.change-asked', subjectId: account.id, changes })
  return id
}

async function ask(tx: Tx, scope: SignedInScope, email: string): Promise<EmailAsked> {
  const account = await holdAccount(tx, scope.caller.accountId)
  if (email === account.email) return 'unchanged'
  const waiting = await queries.findWaitingOf(tx, account.id, scope.now)
  // Asked again, the same link comes once more, unless it ended with whatever a stranger had asked for.
  const isSame = waiting?.email === email && (await isLinkLiving(tx, waiting.link_id, scope.now))
  const changeId = isSame ? waiting.id : await waitFor(tx, scope, { account, email })
  await addJob(tx, { name: mailChange }, { payload: { changeId } })
  return 'asked'
}

async function changeAtOnce(
  tx: Tx,
  scope: SignedInScope,
  { email, mailer }: { email: string; mailer: Mailer },
): Promise<EmailAsked> {
  const { now } = scope
  const { accountId } = scope.caller
  const former = await getAccount(tx, accountId)
  const { changed, account } = await changeEmail(tx, scope, { email })
  if (!changed) return 'unchanged'
  if (mailer.sends) await tellFormerAddress(tx, mailer, { former, email: account.email, now })
  return 'changed'
}

/**
 * Takes on that the caller wants another address: at once where addresses are not verified, else when its mailbox is proved.
 * Whether it has an account already is looked at by the job that sends the mail, for all alike. Throws InputInvalid where it
 * is no address; where addresses are not verified, also where it is taken.
 */
export async function askForEmail(
  { db, config, mailer }: AskDeps,
  scope: SignedInScope,
  input: { readonly email: string },
): Promise<EmailAsked> {
  if (config.emailVerification !== 'off') {
    const email = readNewEmail(input.email)
    return db.transaction((tx) => ask(tx, scope, email))
  }
  return db.transaction((tx) => changeAtOnce(tx, scope, { ...input, mailer }))
}

/** The address that waits for its proof, for its owner; null where none does. */
export async function findEmailAsked(db: Db, { caller, now }: SignedInScope): Promise<string | null> {
  const waiting = await queries.findWaitingOf(db, caller.accountId, now)
  return waiting && (await isLinkLiving(db, waiting.link_id, now)) ? waiting.email : null
}
