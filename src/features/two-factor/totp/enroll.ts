import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { holdAccount } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import type { SealKeys } from '../../keys/index.ts'
import { type CodeDeps, type CodeSet, offerCodes, storeOffered } from '../backup-codes/index.ts'
import { noteFactors } from '../factors.ts'
import { endEnrollment, findAuthenticator, type RightCode, verifyFirstCode } from './authenticator.ts'
import { codeWrong, enrollmentOver } from './errors.ts'
import { tellAuthenticator } from './mails.ts'

/** What setting up an app stands on. */
export type EnrollDeps = CodeDeps & { readonly db: Db; readonly sealKeys: SealKeys; readonly mailer: Mailer }

/** The first code of an app was right; `set`: backup codes for whoever has none left. */
export type FirstCode = { readonly right: RightCode; readonly set: CodeSet | null }

/**
 * Looks at the code by which somebody shows that the app is set up, before any transaction: slow where there are backup codes
 * to be made. Not counted as a guess, since whoever may ask for it is shown the secret itself. Throws InputInvalid for a
 * wrong code, AppError 409 where no app is being set up, 503 where too many passwords wait.
 */
export async function verifyEnrollment(
  deps: EnrollDeps,
  scope: Scope,
  { accountId, typed }: { readonly accountId: string; readonly typed: string },
): Promise<FirstCode> {
  const right = await verifyFirstCode(deps.db, typed, { keys: deps.sealKeys, accountId, now: scope.now })
  if (right === 'none') throw enrollmentOver()
  if (right === 'wrong') throw codeWrong()
  return { right, set: await offerCodes(deps, scope, accountId) }
}

/**
 * Makes the app count, with its first code spent, in place of a former one. Returns backup codes that are to be shown now and
 * never again; null for whoever has some. The other sessions are for the caller to end. Throws AppError 409 where
 * somebody was faster.
 */
export async function completeEnrollment(
  tx: Tx,
  scope: Scope,
  { first: { right, set }, mailer }: { readonly first: FirstCode; readonly mailer: Mailer },
): Promise<readonly string[] | null> {
  const { accountId } = right
  const { now } = scope
  await holdAccount(tx, accountId)
  const isAnother = (await findAuthenticator(tx, accountId)) !== null
  if (!(await endEnrollment(tx, right, now))) throw enrollmentOver()
  await noteFactors(tx, accountId)
  const action = isAnother ? 'authenticator.replaced' : 'authenticator.added'
  await appendEvent(tx, scope, { action, subjectId: accountId, actorId: accountId })
  await tellAuthenticator(tx, mailer, {
    kind: isAnother ? 'authenticator-replaced' : 'authenticator-added',
    accountId,
    now,
  })
  return storeOffered(tx, scope, { accountId, set })
}
