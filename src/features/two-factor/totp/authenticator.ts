import { open, seal } from '../../../platform/crypto/seal.ts'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import type { SealKeys } from '../../keys/index.ts'
import * as queries from './queries.ts'
import { newSecret } from './secret.ts'
import { findStep, stepAt } from './totp-code.ts'

/** Where a sealed secret belongs: put in another account's place it does not open. */
export const placeOf = (accountId: string): string => `totp:${accountId}`

const unseal = (keys: SealKeys, accountId: string, sealed: string): string =>
  open(keys, sealed, placeOf(accountId)).toString()

/** Since when somebody has an app, and when a code of it last counted. */
export type Authenticator = { readonly addedAt: Date; readonly lastUsedAt: Date | null }

/** The app of an account; null where it has none. */
export async function findAuthenticator(db: Reader, accountId: string): Promise<Authenticator | null> {
  const row = await queries.findAuthenticator(db, accountId)
  return row ? { addedAt: row.added_at, lastUsedAt: row.last_used_at } : null
}

type Asked = { readonly keys: SealKeys; readonly accountId: string; readonly now: Date }

/** A code that is right; it counts once `spendCode` has spent it. */
export type RightCode = { readonly accountId: string; readonly sealed: string; readonly step: number }

/** The code, where it is one of this account's app now and neither it nor a later one has counted yet; else null. */
export async function verifyCode(
  db: Reader,
  typed: string,
  { keys, accountId, now }: Asked,
): Promise<RightCode | null> {
  const row = await queries.findAuthenticator(db, accountId)
  if (!row) return null
  const step = findStep(unseal(keys, accountId, row.secret_sealed), typed, now)
  return step !== null && step > Number(row.last_step) ? { accountId, sealed: row.secret_sealed, step } : null
}

/** Whether the code counts now: of many that show it at once, for one. */
export const spendCode = async (tx: Tx, code: RightCode, now: Date): Promise<boolean> =>
  (await queries.spendStep(tx, { ...code, now })) !== undefined

/** Spends every code that could count at this moment. */
export async function spendCodesOf(tx: Tx, { accountId, now }: { accountId: string; now: Date }): Promise<void> {
  await queries.spendSteps(tx, { accountId, step: stepAt(now) + 1 })
}

/** Takes the app away; whether there was one. */
export const removeAuthenticator = async (tx: Tx, accountId: string): Promise<boolean> =>
  (await queries.deleteAuthenticator(tx, accountId)) !== undefined

export const enrollmentSeconds = 3_600

/** Begins to set an app up: a new secret, which counts once a code of it was shown. An earlier beginning is forgotten. */
export async function beginEnrollment(tx: Tx, { keys, accountId, now }: Asked): Promise<string> {
  const secret = newSecret()
  const expiresAt = new Date(now.getTime() + enrollmentSeconds * 1000)
  await queries.upsertEnrollment(tx, { accountId, sealed: seal(keys[0]!, secret, placeOf(accountId)), expiresAt })
  return secret
}

/** The secret of the app that is being set up; null where none is. */
export async function findEnrollment(db: Reader, { keys, accountId, now }: Asked): Promise<string | null> {
  const row = await queries.findEnrollment(db, { accountId, now })
  return row ? unseal(keys, accountId, row.secret_sealed) : null
}

/** The code, where it is one of the app that is being set up; `none` where none is. */
export async function verifyFirstCode(
  db: Reader,
  typed: string,
  { keys, accountId, now }: Asked,
): Promise<RightCode | 'wrong' | 'none'> {
  const row = await queries.findEnrollment(db, { accountId, now })
  if (!row) return 'none'
  const step = findStep(unseal(keys, accountId, row.secret_sealed), typed, now)
  return step === null ? 'wrong' : { accountId, sealed: row.secret_sealed, step }
}

/** Makes the app that was set up count, in place of a former one, with its first code spent; false where somebody else did. */
export async function endEnrollment(tx: Tx, code: RightCode, now: Date): Promise<boolean> {
  if (!(await queries.takeEnrollment(tx, code))) return false
  await queries.upsertAuthenticator(tx, { ...code, now })
  return true
}
