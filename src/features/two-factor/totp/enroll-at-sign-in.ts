import { mac } from '../../../platform/crypto/mac.ts'
import { seal } from '../../../platform/crypto/seal.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { offerCodes } from '../backup-codes/index.ts'
import { placeOf } from './authenticator.ts'
import { completeEnrollment, type EnrollDeps, type FirstCode } from './enroll.ts'
import { codeWrong } from './errors.ts'
import * as queries from './queries.ts'
import { base32 } from './secret.ts'
import { findStep } from './totp-code.ts'

const secretBytes = 20

/**
 * The secret of an app that is set up while somebody signs in, from the token of that sign-in. Nothing is stored before its
 * first code was shown, and no other sign-in of the same account is shown it: somebody who has stolen the password must
 * not look over the shoulder of the owner.
 */
export const secretOfSignIn = (key: Buffer, token: string): string =>
  base32(Buffer.from(mac(key, ['enrollment', token]), 'base64url').subarray(0, secretBytes))

type Typed = { readonly accountId: string; readonly secret: string; readonly typed: string }

/**
 * Looks at the code by which somebody shows that an app with this secret is set up, before any transaction: slow, since backup
 * codes are made. Throws InputInvalid for a wrong code, AppError 503 where too many passwords wait.
 */
export async function verifyAtSignIn(
  deps: EnrollDeps,
  scope: Scope,
  { accountId, secret, typed }: Typed,
): Promise<FirstCode> {
  const step = findStep(secret, typed, scope.now)
  if (step === null) throw codeWrong()
  const sealed = seal(deps.sealKeys[0]!, secret, placeOf(accountId))
  return { right: { accountId, sealed, step }, set: await offerCodes(deps, scope, accountId) }
}

/** Makes the app count; what it returns and throws is that of `completeEnrollment`. */
export async function enrollAtSignIn(
  tx: Tx,
  scope: Scope,
  { first, mailer }: { readonly first: FirstCode; readonly mailer: Mailer },
): Promise<readonly string[] | null> {
  await queries.upsertEnrollment(tx, { ...first.right, expiresAt: scope.now })
  return completeEnrollment(tx, scope, { first, mailer })
}
