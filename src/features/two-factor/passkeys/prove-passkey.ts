import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Db, Reader, Tx } from '../../../platform/db/db.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { appendEvent } from '../../audit/index.ts'
import { type Asking, challengeSeconds, type LivingChallenge, makeChallenge, readChallenge } from './challenge.ts'
import { readChallengeOf, requireVerified } from './credential.ts'
import type { PasskeyDeps } from './deps.ts'
import { CounterWentBack, PasskeyRefused, passkeysUnavailable } from './errors.ts'
import * as queries from './queries.ts'
import { findRelyingParty, type RelyingParty } from './relying-party.ts'
import { userHandleOf } from './user-handle.ts'

type Deps = Pick<PasskeyDeps, 'db' | 'keys' | 'config'>

/** The site as authenticators know it; throws AppError 404 where it can have no passkeys. */
export function requireRelyingParty({ config }: Pick<PasskeyDeps, 'config'>): RelyingParty {
  const party = findRelyingParty(config.publicUrl)
  if (!party) throw passkeysUnavailable()
  return party
}

/** The passkeys of an account, as a browser needs to know them to find them or to leave them out. */
export async function listCredentials(db: Reader, accountId: string) {
  const rows = await queries.findByAccount(db, accountId)
  return rows.map((row) => ({
    type: 'public-key' as const,
    id: row.credential_id.toString('base64url'),
    transports: row.transports,
  }))
}

type Question = Asking & {
  /** Whose passkeys may answer: of somebody who has given the right password; null for whoever has one. */
  readonly accountId: string | null
}

/**
 * What a browser is to ask an authenticator (PublicKeyCredentialRequestOptionsJSON). Throws AppError 404 where the site
 * can have no passkeys.
 */
export async function askForPasskey(deps: Deps, { accountId, ...asking }: Question) {
  const { id } = requireRelyingParty(deps)
  return {
    challenge: makeChallenge(deps.keys.passkeys, asking),
    rpId: id,
    timeout: challengeSeconds * 1000,
    userVerification: 'required' as const,
    allowCredentials: accountId === null ? [] : await listCredentials(deps.db, accountId),
  }
}

/** A passkey that has signed the right challenge, to be used in a transaction. */
export type Proof = {
  readonly passkeyId: string
  readonly name: string
  readonly accountId: string
  readonly signCount: number
  readonly backedUp: boolean
  readonly challenge: LivingChallenge
}

type Answer = Asking & { readonly credential: AuthenticationResponseJSON }

const isOwner = (key: Buffer, accountId: string, { response }: AuthenticationResponseJSON) =>
  response.userHandle === undefined || response.userHandle === userHandleOf(key, accountId)

/**
 * Which passkey answered, for the one purpose and in the browser that it was asked for: a signature over our challenge,
 * by a page of this very origin, of somebody whom the authenticator knows. Nothing is spent yet. Throws PasskeyRefused.
 */
export async function provePasskey(deps: Deps, { credential, ...asking }: Answer): Promise<Proof> {
  const { id: rpId, origin } = requireRelyingParty(deps)
  const asked = readChallengeOf(credential)
  const challenge = readChallenge(deps.keys.passkeys, asked, asking)
  if (!challenge) throw new PasskeyRefused('passkey-over')
  const row = await queries.findByCredential(deps.db, Buffer.from(credential.id, 'base64url'))
  if (!row) throw new PasskeyRefused('passkey-unknown')
  if (!isOwner(deps.keys.passkeys, row.account_id, credential)) throw new PasskeyRefused('passkey-refused')
  const { authenticationInfo } = await requireVerified(() =>
    verifyAuthenticationResponse({
      response: credential,
      expectedChallenge: asked,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      // The counter is compared where it is written, so that of two at once the second sees the first.
      credential: { id: credential.id, publicKey: new Uint8Array(row.public_key), counter: 0 },
    }),
  )
  return {
    passkeyId: row.id,
    name: row.name,
    accountId: row.account_id,
    signCount: authenticationInfo.newCounter,
    backedUp: authenticationInfo.credentialBackedUp,
    challenge,
  }
}

/**
 * Spends the challenge (of many at once one counts) and notes the use. Throws PasskeyRefused where it was spent, the
 * passkey removed meanwhile, or its counter went back.
 */
export async function usePasskey(tx: Tx, scope: Scope, proof: Proof): Promise<void> {
  if (!(await queries.spend(tx, proof.challenge))) throw new PasskeyRefused('passkey-over')
  const { passkeyId: id, signCount, backedUp } = proof
  if (await queries.noteUse(tx, { id, signCount, backedUp, now: scope.now })) return
  throw (await queries.findName(tx, id)) ? new CounterWentBack(proof) : new PasskeyRefused('passkey-unknown')
}

/** Does work that uses a passkey, and writes down where its counter went back: it may have been copied. */
export async function watchingCounter<T>(db: Db, scope: Scope, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CounterWentBack) {
      const changes = [{ field: 'passkey', old: null, new: error.passkey }]
      const event = { action: 'passkey.refused', subjectId: error.accountId, changes } as const
      await db.transaction((tx) => appendEvent(tx, { ...scope, caller: null }, event))
    }
    throw error
  }
}
