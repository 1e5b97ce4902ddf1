import { randomUUID } from 'node:crypto'
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject } from '@simplewebauthn/server/helpers'
import { brokenConstraint } from '../../../platform/db/connection-errors.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { getAccount, holdAccount } from '../../accounts/index.ts'
import { appendEvent } from '../../audit/index.ts'
import { type CodeSet, offerCodes, storeOffered } from '../backup-codes/index.ts'
import { noteFactors } from '../factors.ts'
import { type Renewed, renewAfterChange } from '../renew-after-change.ts'
import { type Asking, challengeSeconds, makeChallenge, readChallenge } from './challenge.ts'
import { readChallengeOf, requireVerified } from './credential.ts'
import type { PasskeyDeps } from './deps.ts'
import { PasskeyRefused, passkeyKnown, tooManyPasskeys } from './errors.ts'
import { tellPasskey } from './mails.ts'
import { defaultName, readName } from './name.ts'
import { listCredentials, requireRelyingParty } from './prove-passkey.ts'
import * as queries from './queries.ts'
import { userHandleOf } from './user-handle.ts'

const mostPasskeys = 20

// EdDSA, ES256, RS256: what authenticators know.
const algorithms = [-8, -7, -257]

const askingOf = ({ caller, now }: SignedInScope): Asking => ({
  purpose: 'register',
  browser: `session:${caller.sessionId}`,
  now,
})

/**
 * What a browser is to ask an authenticator for a new passkey (PublicKeyCredentialCreationOptionsJSON): one that finds
 * itself, asks its person each time, and is not there already. Throws AppError 404 where the site can have none.
 */
export async function askForNewPasskey(deps: PasskeyDeps, scope: SignedInScope) {
  const { id } = requireRelyingParty(deps)
  const { accountId } = scope.caller
  const [account, known] = await Promise.all([getAccount(deps.db, accountId), listCredentials(deps.db, accountId)])
  return {
    challenge: makeChallenge(deps.keys.passkeys, askingOf(scope)),
    rp: { id, name: deps.config.siteName },
    user: {
      id: userHandleOf(deps.keys.passkeys, accountId),
      name: account.username,
      displayName: account.displayName,
    },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: challengeSeconds * 1000,
    attestation: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  }
}

/**
 * Certificates are not asked for, and looking into somebody's could lead the server to addresses in there: what comes
 * with any is refused before it is read.
 */
function requireNoCertificate({ response }: RegistrationResponseJSON): void {
  const attestation = decodeAttestationObject(Uint8Array.from(Buffer.from(response.attestationObject, 'base64url')))
  const format = attestation.get('fmt')
  const bare = format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined)
  if (!bare) throw new Error(`an attestation of the kind ${format}`)
}

async function verifyNew(deps: PasskeyDeps, scope: SignedInScope, credential: RegistrationResponseJSON) {
  const { id, origin } = requireRelyingParty(deps)
  const asked = readChallengeOf(credential)
  const challenge = readChallenge(deps.keys.passkeys, asked, askingOf(scope))
  if (!challenge) throw new PasskeyRefused('passkey-over')
  const { registrationInfo: info } = await requireVerified(async () => {
    requireNoCertificate(credential)
    return verifyRegistrationResponse({
      response: credential,
      expectedChallenge: asked,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
  })
  if (!info) throw new PasskeyRefused('passkey-refused')
  return { challenge, info }
}

type Verified = Awaited<ReturnType<typeof verifyNew>>

const unnamed = '00000000-0000-0000-0000-000000000000'
const ways = new Set(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])

function rowOf(scope: SignedInScope, { info }: Verified, typed: string | undefined): queries.PasskeyRow {
  const aaguid = info.aaguid === unnamed ? null : info.aaguid
  const told: readonly unknown[] = info.credential.transports ?? []
  return {
    id: randomUUID(),
    account_id: scope.caller.accountId,
    credential_id: Buffer.from(info.credential.id, 'base64url'),
    public_key: Buffer.from(info.credential.publicKey),
    sign_count: String(info.credential.counter),
    aaguid,
    transports: [...ways].filter((way) => told.includes(way)),
    name: typed === undefined ? defaultName(scope, aaguid) : readName(typed),
    syncs: info.credentialDeviceType === 'multiDevice',
    backed_up: info.credentialBackedUp,
    created_at: scope.now,
    last_used_at: null,
  }
}

/** A passkey that was added; `codes`: backup codes to be shown now and never again, null for whoever has some. */
export type AddedPasskey = Renewed & {
  readonly passkey: queries.PasskeyRow
  readonly codes: readonly string[] | null
}

type Adding = {
  readonly deps: PasskeyDeps
  readonly row: queries.PasskeyRow
  readonly verified: Verified
  readonly set: CodeSet | null
}

async function add(tx: Tx, scope: SignedInScope, { deps, row, verified, set }: Adding) {
  const { accountId } = scope.caller
  await holdAccount(tx, accountId)
  if (!(await queries.spend(tx, verified.challenge))) throw new PasskeyRefused('passkey-over')
  if ((await queries.countOf(tx, accountId)) >= mostPasskeys) throw tooManyPasskeys(mostPasskeys)
  await queries.insertPasskey(tx, row)
  await noteFactors(tx, accountId)
  const changes = [{ field: 'passkey', old: null, new: row.name }]
  await appendEvent(tx, scope, { action: 'passkey.added', subjectId: accountId, changes })
  await tellPasskey(tx, deps.mailer, { kind: 'passkey-added', accountId, passkeyId: row.id, now: scope.now })
  const codes = await storeOffered(tx, scope, { accountId, set })
  return { codes, ...(await renewAfterChange(tx, scope)) }
}

/**
 * Adds what an authenticator made for the caller; the name is optional. The other sessions and the access
 * tokens end. Throws PasskeyRefused for an answer that does not count, InputInvalid for the name, AppError 409 where it is
 * there already or there are too many, 503 where too many passwords wait.
 */
export async function registerPasskey(
  deps: PasskeyDeps,
  scope: SignedInScope,
  { credential, name }: { credential: RegistrationResponseJSON; name?: string | undefined },
): Promise<AddedPasskey> {
  const verified = await verifyNew(deps, scope, credential)
  const row = rowOf(scope, verified, name)
  try {
    const set = await offerCodes(deps, scope, scope.caller.accountId)
    const added = await deps.db.transaction((tx) => add(tx, scope, { deps, row, verified, set }))
    return { passkey: row, ...added }
  } catch (error) {
    if (brokenConstraint(error) === 'passkeys_credential_id_key') throw passkeyKnown()
    throw error
  }
}
