import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import type { Account } from '../accounts/index.ts'
import { findByLogin, holdByPassword, needsRehash, replaceHash, type StoredPassword } from '../passwords/index.ts'
import { leaveSession } from '../sessions/index.ts'
import type { SignInDeps } from './deps.ts'
import { fieldIssue, requireOpen, SignInFailed } from './errors.ts'
import { goOn, type Outcome } from './flow.ts'
import { noteFailure } from './note-failure.ts'
import { tryPassword } from './password-tries.ts'
import type { SignInBody } from './schema.ts'

type Attempt = SignInBody & { readonly deviceId: string | null }
type Proved = { readonly account: Account; readonly stored: StoredPassword; readonly newHash: string | null }

function requireFields({ login, password }: Attempt): void {
  const issues = [
    ...(login.trim() === '' ? [fieldIssue('login', 'missing', (t) => t.loginMissing())] : []),
    ...(password === '' ? [fieldIssue('password', 'missing', (t) => t.passwordMissing())] : []),
  ]
  if (issues.length > 0) throw new InputInvalid(issues)
}

type Admission = { readonly proved: Proved; readonly attempt: Attempt; readonly deps: SignInDeps }

async function admit(tx: Tx, scope: Scope, { proved, attempt, deps }: Admission) {
  const { stored, newHash } = proved
  const accountId = proved.account.id
  // Held before its sessions, as by whoever suspends it: in another order the two could wait for each other.
  const account = await holdByPassword(tx, { accountId, changedAt: stored.changedAt })
  if (!account) throw new SignInFailed(deps.mailer)
  if (newHash !== null) await replaceHash(tx, { accountId, oldHash: stored.hash, newHash })
  await leaveSession(tx, scope)
  return goOn({ tx, deps }, scope, {
    account,
    kept: attempt.keepSignedIn ?? false,
    done: ['password'],
    methods: ['password'],
    trustsBrowser: false,
    startedAt: scope.now,
    passwordChangedAt: stored.changedAt,
    flowId: null,
    deviceId: attempt.deviceId,
  })
}

/**
 * Signs in by username or email and password: the session of the presented cookie ends, and a new one is opened or the
 * next step is due. Throws InputInvalid for empty fields, LimitReached (429), SignInFailed (401), AccountClosed (403,
 * to the right password alone), AppError 503 where too many passwords wait. While the account is locked, SignInFailed for the
 * right password from an unknown browser too.
 */
export async function signIn(deps: SignInDeps, scope: Scope, attempt: Attempt): Promise<Outcome> {
  requireFields(attempt)
  const { account, stored } = await findByLogin(deps.db, attempt.login)
  const accountId = account?.id ?? null
  const hash = stored?.hash ?? null
  const tried = await tryPassword(deps, scope, { ...attempt, accountId, hash })
  if (!account || !stored || !tried.opens) {
    const reason = tried.counted?.isClosed ? 'locked' : 'credentials'
    await noteFailure(deps, scope, { accountId, device: tried.device, reason, tried })
    throw new SignInFailed(deps.mailer)
  }
  try {
    requireOpen(account, scope.now)
  } catch (error) {
    await noteFailure(deps, scope, { accountId, device: null, reason: 'closed' })
    throw error
  }
  const newHash = needsRehash(stored.hash) ? await deps.hasher.hash(attempt.password, scope) : null
  return deps.db.transaction((tx) => admit(tx, scope, { proved: { account, stored, newHash }, attempt, deps }))
}
