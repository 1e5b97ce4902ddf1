import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { type Renewed, renewAfterChange } from '../renew-after-change.ts'
import { completeEnrollment, type EnrollDeps, verifyEnrollment } from './enroll.ts'

/** `codes`: backup codes to be shown now and never again; null for whoever has some. */
export type AddedAuthenticator = Renewed & { readonly codes: readonly string[] | null }

/**
 * Makes the app that the caller is setting up count, by a code of it; the other sessions and the access tokens end. Throws
 * InputInvalid for a wrong code, AppError 409 where none is being set up, 503 where too many passwords wait.
 */
export async function addAuthenticator(
  deps: EnrollDeps,
  scope: SignedInScope,
  typed: string,
): Promise<AddedAuthenticator> {
  const { accountId } = scope.caller
  const first = await verifyEnrollment(deps, scope, { accountId, typed })
  return deps.db.transaction(async (tx) => {
    const codes = await completeEnrollment(tx, scope, { first, mailer: deps.mailer })
    return { codes, ...(await renewAfterChange(tx, scope)) }
  })
}
