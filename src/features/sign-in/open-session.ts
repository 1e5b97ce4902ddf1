import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, noteSignIn } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { rememberDevice } from '../devices/index.ts'
import { type SessionCookie, startSession } from '../sessions/index.ts'

/** A session that was just opened, with all that the browser is to be given. */
export type OpenedSession = { readonly cookie: SessionCookie; readonly deviceId: string }

type Opening = {
  readonly account: Pick<Account, 'id' | 'role'>
  /** Whether the person wants to stay signed in on this device. */
  readonly kept: boolean
  /** How the person proved to be it: `password`, later factors. */
  readonly methods: readonly string[]
  /** Of the browser's cookie; null where it has none. */
  readonly deviceId: string | null
}

/** Opens a session for somebody who has proved to be the owner of the account, and remembers the browser. */
export async function openSession(
  tx: Tx,
  scope: Scope,
  { account, kept, methods, deviceId: presented }: Opening,
): Promise<OpenedSession> {
  const accountId = account.id
  await noteSignIn(tx, accountId, scope.now)
  const deviceId = await rememberDevice(tx, { deviceId: presented, accountId, now: scope.now })
  const cookie = await startSession(tx, scope, { accountId, role: account.role, kept, methods, deviceId })
  await appendEvent(tx, scope, { action: 'sign-in.succeeded', subjectId: accountId, actorId: accountId })
  return { cookie, deviceId }
}
