import type { Tx } from '../../platform/db/db.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, markActive, noteSignIn } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { rememberDevice } from '../devices/index.ts'
import { addLink, countLinks } from '../links/index.ts'
import { type SessionCookie, startSession } from '../sessions/index.ts'
import { requireOpen } from './errors.ts'

/** A session that was just opened, with all that the browser is to be given. */
export type OpenedSession = { readonly cookie: SessionCookie; readonly deviceId: string }

type Opening = {
  /** As it was before this sign-in. */
  readonly account: Pick<Account, 'id' | 'lastSignInAt' | 'factors'>
  /** Whether the person wants to stay signed in on this device. */
  readonly kept: boolean
  /** How the person proved to be it: `password`, later factors. */
  readonly methods: readonly string[]
  /** Of the browser's cookie; null where it has none. */
  readonly deviceId: string | null
  readonly mailer: Mailer
}

/** The mail about a sign-in from a browser that the account did not know. */
export const newBrowserMail = 'new-browser'

// The account as it is now that it is held still: whoever suspends it waits and ends this session too, or was first.
async function admit(tx: Tx, scope: Scope, accountId: string): Promise<Account> {
  const account = await noteSignIn(tx, accountId, scope.now)
  requireOpen(account, scope.now)
  if (account.status === 'suspended') {
    await markActive(tx, accountId)
    await appendEvent(tx, scope, { action: 'account.suspension-ran-out', subjectId: accountId })
  }
  return account
}

// A week: whoever reads mail on Sundays can still throw a stranger out.
const notMeSeconds = 7 * 24 * 3_600

// Whoever signs in again and again, a program without cookies or a stranger, must not bury the first of these mails.
const mostMails = { count: 5, seconds: 3_600 }

type Told = { readonly account: Account; readonly event: string; readonly now: Date }

async function tellOfNewBrowser(tx: Tx, mailer: Mailer, { account, event, now }: Told): Promise<void> {
  const { id: accountId, email, emailVerifiedAt } = account
  if (!mailer.sends) return
  const since = new Date(now.getTime() - mostMails.seconds * 1000)
  // Exact on every server: the account is held.
  if ((await countLinks(tx, { purpose: 'not-me', accountId, since })) >= mostMails.count) return
  // The address of this moment: whoever has just come in may give the account another one before the mail leaves.
  const bound = { address: email, proved: emailVerifiedAt === null ? 'no' : 'yes' }
  const link = await addLink(tx, { purpose: 'not-me', accountId, bound, now, life: notMeSeconds })
  await mailer.queue(tx, { kind: newBrowserMail, accountId, about: { event, link }, now })
}

// A browser that stands for the second factor has shown none: what needs a recent proof asks for all that the account has.
const provesAll = ({ factors }: Pick<Account, 'factors'>, methods: readonly string[]): boolean =>
  factors.length === 0 || methods.some((method) => ['totp', 'backup-code', 'passkey'].includes(method))

/**
 * Opens a session for somebody who has proved to be the owner of the account, and remembers the browser; a suspension
 * that has run out ends with it. Throws AccountClosed where the account was closed meanwhile.
 */
export async function openSession(
  tx: Tx,
  scope: Scope,
  { account, kept, methods, deviceId: presented, mailer }: Opening,
): Promise<OpenedSession> {
  const accountId = account.id
  const admitted = await admit(tx, scope, accountId)
  const { role } = admitted
  const { now, userAgent } = scope
  const { deviceId, isNew } = await rememberDevice(tx, { deviceId: presented, accountId, userAgent, now })
  const isFullProof = provesAll(account, methods)
  const cookie = await startSession(tx, scope, { accountId, role, kept, methods, isFullProof, deviceId })
  const event = await appendEvent(tx, scope, { action: 'sign-in.succeeded', subjectId: accountId, actorId: accountId })
  // Whoever has never signed in before has just made the account.
  if (isNew && account.lastSignInAt !== null) await tellOfNewBrowser(tx, mailer, { account: admitted, event, now })
  return { cookie, deviceId }
}
