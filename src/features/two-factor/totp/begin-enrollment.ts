import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { getAccount } from '../../accounts/index.ts'
import { beginEnrollment, enrollmentSeconds, findEnrollment } from './authenticator.ts'
import type { AuthenticatorDeps } from './deps.ts'
import { addressOf } from './secret.ts'

/** What an app is told: `address` as a picture, `secret` as text. */
export type Begun = { readonly secret: string; readonly address: string; readonly expiresAt: Date }

/** Begins to set up an app for the caller; a former one counts until a code of the new one was shown. */
export async function beginOwnEnrollment(deps: AuthenticatorDeps, scope: SignedInScope): Promise<Begun> {
  const { accountId } = scope.caller
  const asked = { keys: deps.sealKeys, accountId, now: scope.now }
  const { username } = await getAccount(deps.db, accountId)
  const secret = await deps.db.transaction((tx) => beginEnrollment(tx, asked))
  return {
    secret,
    address: addressOf({ secret, site: deps.config.siteName, username }),
    expiresAt: new Date(scope.now.getTime() + enrollmentSeconds * 1000),
  }
}

/** The secret of the app that the caller is setting up; null where none is. */
export const findOwnEnrollment = ({ db, sealKeys }: AuthenticatorDeps, { caller, now }: SignedInScope) =>
  findEnrollment(db, { keys: sealKeys, accountId: caller.accountId, now })
