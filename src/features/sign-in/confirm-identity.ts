import type { Tx } from '../../platform/db/db.ts'
import { AppError, InputInvalid } from '../../platform/errors/app-error.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import { type Account, getAccount } from '../accounts/index.ts'
import { appendEvent } from '../audit/index.ts'
import { verifyOwnPassword } from '../passwords/index.ts'
import { renewSession, type SessionCookie } from '../sessions/index.ts'
import type { SignInDeps } from './deps.ts'
import { CodeNeeded, codeWrong, PasskeyNeeded, passwordWrong } from './errors.ts'
import { type CodeProof, proveCode, type TypedCode } from './prove-code.ts'

/** What was typed, and the names of the fields where it was. */
export type Typed = {
  readonly password: string
  /** Absent or empty where none was typed; a backup code goes before. */
  readonly code?: string | undefined
  readonly backupCode?: string | undefined
  readonly fields: { readonly password: string; readonly code: string; readonly backupCode: string }
}

function findTyped({ code = '', backupCode = '' }: Typed): TypedCode | null {
  if (backupCode.trim() !== '') return { kind: 'backup-code', typed: backupCode }
  return code.trim() === '' ? null : { kind: 'totp', typed: code }
}

// At the highest level that the account has: a stolen password must not be enough to take the rest away.
function requireCode({ factors }: Account, typed: TypedCode | null): void {
  if (factors.length === 0 || typed) return
  throw factors.includes('totp') ? new CodeNeeded() : new PasskeyNeeded()
}

type Wanted = { readonly accountId: string; readonly typed: TypedCode; readonly fields: Typed['fields'] }

const refused = ({ typed: { kind }, fields }: Wanted) =>
  new InputInvalid([codeWrong(kind === 'totp' ? fields.code : fields.backupCode, kind)])

async function requireRight(deps: SignInDeps, scope: SignedInScope, wanted: Wanted): Promise<CodeProof> {
  const { accountId, typed } = wanted
  const proof = await proveCode(deps, scope, { accountId, ...typed })
  if (proof) return proof
  await deps.db.transaction((tx) => appendEvent(tx, scope, { action: 'identity.refused', subjectId: accountId }))
  throw refused(wanted)
}

/**
 * Lets the caller prove to be the owner of the session, by the password and, where the account has a second factor, by a code
 * of the app or a backup code: it goes on under a new token, recent for 15 minutes. Throws CodeNeeded or PasskeyNeeded for
 * a password alone where that is not enough, InputInvalid for what is wrong, LimitReached by the counters that sign-in has
 * too.
 */
export async function confirmIdentity(deps: SignInDeps, scope: SignedInScope, input: Typed): Promise<SessionCookie> {
  const { password, fields } = input
  const { accountId, sessionId } = scope.caller
  const account = await getAccount(deps.db, accountId)
  const typed = findTyped(input)
  requireCode(account, typed)
  if (password === '' || !(await verifyOwnPassword(deps, scope, password))) throw passwordWrong(fields.password)
  const isAsked = account.factors.length > 0 && typed !== null
  const wanted = isAsked ? { accountId, typed, fields } : null
  const proof = wanted && (await requireRight(deps, scope, wanted))
  const renew = async (tx: Tx) => {
    if (wanted && !(await proof?.spend(tx))) throw refused(wanted)
    const renewed = await renewSession(tx, scope, { sessionId, authenticated: true })
    if (renewed) await appendEvent(tx, scope, { action: 'identity.confirmed', subjectId: accountId })
    return renewed
  }
  const cookie = await deps.db.transaction(renew)
  if (!cookie) throw new AppError(401, 'not-signed-in')
  return cookie
}
