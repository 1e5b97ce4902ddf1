import { publishRevocation } from '../../platform/cache/revocations.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Scope, SignedInScope } from '../../platform/scope/scope.ts'
import { holdAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { distrustDevices } from '../devices/index.ts'
import { endSessionsOf } from '../sessions/index.ts'
import { tokenNotFound } from './errors.ts'
import * as queries from './queries.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Ends one token of the caller, everywhere at once. Throws AppError 404 where the caller has no such token. */
export async function revokeAccessToken(tx: Tx, scope: SignedInScope, tokenId: string): Promise<void> {
  const { accountId } = scope.caller
  const ended = uuid.test(tokenId) ? await queries.deleteOne(tx, { id: tokenId, accountId }) : undefined
  if (!ended) throw tokenNotFound()
  await publishRevocation(tx, [tokenId.toLowerCase()])
  const changes = [{ field: 'tokenName', old: null, new: ended.name }]
  await appendEvent(tx, scope, { action: 'access-token.revoked', subjectId: accountId, changes })
}

async function endTokensOf(tx: Tx, scope: Scope, accountId: string): Promise<void> {
  const ended = await queries.deleteOfAccount(tx, accountId)
  if (ended.length === 0) return
  await publishRevocation(tx, [accountId])
  const living = ended.filter(({ name, expires_at }) => name !== null && expires_at > scope.now)
  if (living.length === 0) return
  const changes = [{ field: 'tokens', old: null, new: String(living.length) }]
  await appendEvent(tx, scope, { action: 'access-tokens.ended', subjectId: accountId, changes })
}

/**
 * Ends every way in that was opened before: all sessions of an account but one (all of them where it is null), all its
 * access tokens, and the trust in browsers that stood for its second factor. Returns how many sessions were still good. Holds the account, so that nobody makes a token meanwhile;
 * whoever holds its password too took that first. Throws AppError 404 where the account is gone.
 */
export async function endAccessOf(
  tx: Tx,
  scope: Scope,
  { accountId, exceptId }: { accountId: string; exceptId: string | null },
): Promise<number> {
  await holdAccount(tx, accountId)
  const ended = await endSessionsOf(tx, { accountId, exceptId, now: scope.now })
  await endTokensOf(tx, scope, accountId)
  await distrustDevices(tx, accountId)
  return ended
}
