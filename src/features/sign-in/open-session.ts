import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, markActive, noteSignIn } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { rememberDevice } from '../devices/index.ts'
import { type SessionCookie, startSession } from '../sessions/index.ts'
import { requireOpen } from './errors.ts'

/** A session that was just opened, with all that the browser is to be given. */
export type OpenedSession = { readonly cookie: SessionCookie; readonly deviceId: string }

type Opening = {
  readonly account: Pick<Account, 'id'>
  /** Whether the person wants to stay signed in on this device. */
  readonly kept: boolean
  /** How the person proved to be it: `password`, later factors. */
  readonly methods: readonly string[]
  /** Of the browser's cookie; null where it has none. */
  readonly deviceId: string | null
}

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

/**
 * Opens a session for somebody who has proved to be the owner of the account, and remembers the browser; a suspension
 * that has run out ends with it. Throws AccountClosed where the account was closed meanwhile.
 */
export async function openSession(
  tx: Tx,
  scope: Scope,
  { account, kept, methods, deviceId: presented }: Opening,
): Promise<OpenedSession> {
  const accountId = account.id
  const { role } = await admit(tx, scope, accountId)
  const deviceId = await rememberDevice(tx, { deviceId: presented, accountId, now: scope.now })
  const cookie = await startSession(tx, scope, { accountId, role, kept, methods, deviceId })
  await appendEvent(tx, scope, { action: 'sign-in.succeeded', subjectId: accountId, actorId: accountId })
  return { cookie, deviceId }
}
