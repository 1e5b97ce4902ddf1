import type { Tx } from '../../platform/db/db.ts'
import type { Role, Scope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { markRole } from '../accounts/index.ts'
import { appendEvent, changesBetween } from '../audit/index.ts'
import { holdForMeasure } from './hold-account.ts'
import { requireReason } from './reason.ts'

type RoleInput = { readonly accountId: string; readonly role: Role; readonly reason: string }

/**
 * Gives an account another role and ends its sessions and access tokens, so that none is longer or can do more than the new role allows; nothing happens where
 * it has that role. Throws InputInvalid for the reason, AppError 403, 404, 409 for the own account and the last admin.
 */
export async function changeRole(tx: Tx, scope: Scope, { accountId, role, reason: given }: RoleInput): Promise<void> {
  const reason = requireReason(given)
  const account = await holdForMeasure(tx, scope, { accountId, takesAway: role !== 'admin' })
  if (account.role === role) return
  await markRole(tx, accountId, role)
  await endAccessOf(tx, scope, { accountId, exceptId: null })
  const before = { role: account.role, reason: null as string | null }
  const changes = changesBetween(before, { role, reason })
  await appendEvent(tx, scope, { action: 'account.role-changed', subjectId: accountId, changes })
}
