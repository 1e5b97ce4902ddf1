import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { findAccount, holdAccount } from '../accounts/index.ts'
import { findPassword, isStillPassword } from '../passwords/index.ts'
import { leaveSession } from '../sessions/index.ts'
import { type PasskeyProof, PasskeyRefused, provePasskey, usePasskey, watchingCounter } from '../two-factor/index.ts'
import { requireOpen } from './errors.ts'
import { goOn, type Outcome } from './flow.ts'
import { noteFailure } from './note-failure.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'

type Attempt = {
  readonly credential: AuthenticationResponseJSON
  /** What this browser showed: the token of the cookie that came with the question; null where it has none. */
  readonly browser: string | null
  readonly keepSignedIn?: boolean
  readonly deviceId: string | null
}

/** As what a browser that nobody is signed in at is bound to a question. */
export const strangerBrowser = (token: string): string => `browser:${token}`

async function prove(deps: PasskeySignInDeps, scope: Scope, { credential, browser }: Attempt) {
  if (browser === null) throw new PasskeyRefused('passkey-over')
  const asking = { purpose: 'sign-in', browser: strangerBrowser(browser), now: scope.now } as const
  try {
    return await provePasskey(deps, { credential, ...asking })
  } catch (error) {
    // Who comes too late has tried nothing.
    if (error instanceof PasskeyRefused && error.code !== 'passkey-over')
      await noteFailure(deps, scope, { accountId: null, device: null, reason: 'credentials' })
    throw error
  }
}

const never = new Date(0)

// The password that a further step is bound to: the one of this moment, held still. Somebody may have none.
async function holdPassword(tx: Tx, accountId: string): Promise<Date> {
  const stored = await findPassword(tx, accountId)
  if (!stored) return never
  if (!(await isStillPassword(tx, { accountId, changedAt: stored.changedAt }))) throw new PasskeyRefused('passkey-over')
  return stored.changedAt
}

type Admission = { readonly deps: PasskeySignInDeps; readonly proof: PasskeyProof; readonly attempt: Attempt }

async function admit(tx: Tx, scope: Scope, { deps, proof, attempt }: Admission): Promise<Outcome> {
  const { accountId } = proof
  const passwordChangedAt = await holdPassword(tx, accountId)
  const account = await holdAccount(tx, accountId)
  await usePasskey(tx, scope, proof)
  await leaveSession(tx, scope)
  return goOn({ tx, deps }, scope, {
    account,
    kept: attempt.keepSignedIn ?? false,
    // Whoever answers has the device, and is known to it by finger, face or PIN.
    done: ['password', 'second-factor'],
    methods: ['passkey'],
    trustsBrowser: false,
    startedAt: scope.now,
    passwordChangedAt,
    flowId: null,
    deviceId: attempt.deviceId,
  })
}

/**
 * Signs in whoever a passkey belongs to, past password and second factor; the session of the presented cookie ends. Other
 * steps may be due. Throws PasskeyRefused for an answer that does not count, AccountClosed (403, to the right one alone).
 */
export async function signInByPasskey(deps: PasskeySignInDeps, scope: Scope, attempt: Attempt): Promise<Outcome> {
  const proof = await prove(deps, scope, attempt)
  const { accountId } = proof
  const account = await findAccount(deps.db, accountId)
  if (!account) throw new PasskeyRefused('passkey-unknown')
  try {
    requireOpen(account, scope.now)
  } catch (error) {
    await noteFailure(deps, scope, { accountId, device: null, reason: 'closed' })
    throw error
  }
  return watchingCounter(deps.db, scope, () => deps.db.transaction((tx) => admit(tx, scope, { deps, proof, attempt })))
}
