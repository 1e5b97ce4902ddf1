import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { findCode, spendCode, tryCode, useBackupCode, verifyCode } from '../two-factor/index.ts'
import type { SignInDeps } from './deps.ts'

/** What somebody typed, and whether it shall be a code of the app or one of the backup codes. */
export type TypedCode = { readonly kind: 'totp' | 'backup-code'; readonly typed: string }

/** A code that is right, and counts once it is spent. */
export type CodeProof = {
  readonly method: TypedCode['kind']
  /** Whether it counts now: of many that show it at once, on whatever servers, for one. */
  spend(tx: Tx): Promise<boolean>
}

type Asked = TypedCode & { readonly accountId: string }

async function findAppCode({ db, sealKeys }: SignInDeps, { now }: Scope, { accountId, typed }: Asked) {
  const right = await verifyCode(db, typed, { keys: sealKeys, accountId, now })
  return right && ({ method: 'totp', spend: (tx) => spendCode(tx, right, now) } satisfies CodeProof)
}

async function findBackupCode(deps: SignInDeps, scope: Scope, { accountId, typed }: Asked) {
  const { mailer } = deps
  const id = await findCode(deps, scope, { accountId, typed })
  if (id === null) return null
  return {
    method: 'backup-code',
    spend: (tx) => useBackupCode(tx, scope, { id, accountId, mailer }),
  } satisfies CodeProof
}

/**
 * Looks at a code that stands for the second factor of an account, before any transaction; null for a wrong one. Every try
 * counts for the account, wherever it comes from and whatever the password's counter says. Throws LimitReached (429),
 * AppError 503 where too many passwords wait.
 */
export const proveCode = (deps: SignInDeps, scope: Scope, asked: Asked): Promise<CodeProof | null> =>
  tryCode<CodeProof>(deps.limiter, scope, {
    accountId: asked.accountId,
    verify: () => (asked.kind === 'totp' ? findAppCode(deps, scope, asked) : findBackupCode(deps, scope, asked)),
  })
