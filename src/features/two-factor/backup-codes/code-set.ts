import { mac } from '../../../platform/crypto/mac.ts'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import type { Keys } from '../../keys/index.ts'
import type { Hasher } from '../../passwords/index.ts'
import { codesInSet, newCode, readCode } from './backup-code.ts'
import * as queries from './queries.ts'

export type CodeDeps = { readonly hasher: Hasher; readonly keys: Pick<Keys, 'backup-code'> }

/**
 * By which a typed code finds its row, so that one slow hash is compared instead of ten. Of the whole code, and useless
 * without the key, which opens with SECRET_KEY: whoever has that one opens the secrets of the apps, too.
 */
const lookupHashOf = ({ keys }: CodeDeps, accountId: string, code: string): Buffer =>
  Buffer.from(mac(keys['backup-code'], ['backup-code', accountId, code]), 'base64url')

/** Ten codes that were thought up and are stored nowhere yet, with their hashes. */
export type CodeSet = {
  readonly codes: readonly string[]
  readonly hashes: readonly { readonly lookupHash: Buffer; readonly codeHash: string }[]
}

/** Thinks up ten codes. Slow work, before any transaction. Throws AppError 503 where too many passwords wait. */
export async function thinkUpCodes(deps: CodeDeps, scope: Scope, accountId: string): Promise<CodeSet> {
  const codes = Array.from({ length: codesInSet }, newCode)
  const hashes = []
  // One after the other: ten at once would make all others wait.
  for (const code of codes)
    hashes.push({
      lookupHash: lookupHashOf(deps, accountId, code),
      codeHash: await deps.hasher.hash(code, scope),
    })
  return { codes, hashes }
}

/** Makes these the codes of an account; its former ones no longer count. */
export async function storeCodes(
  tx: Tx,
  { accountId, set, now }: { accountId: string; set: CodeSet; now: Date },
): Promise<void> {
  await queries.deleteCodes(tx, accountId)
  await queries.insertCodes(tx, { accountId, codes: set.hashes, now })
}

/** Takes all codes of an account away. */
export async function removeCodes(tx: Tx, accountId: string): Promise<void> {
  await queries.deleteCodes(tx, accountId)
}

/** How many codes there were, how many still count, and since when; `madeAt` is null where there are none. */
export type CodesLeft = { readonly left: number; readonly total: number; readonly madeAt: Date | null }

/** How many codes of an account still count. */
export async function countCodes(db: Reader, accountId: string): Promise<CodesLeft> {
  const { left, total, made_at } = await queries.summarize(db, accountId)
  return { left, total, madeAt: made_at }
}

/**
 * The id of the code that was typed, where it is one of this account's and was not used yet; else null. It counts once
 * `useBackupCode` has used it. Throws AppError 503 where too many passwords wait.
 */
export async function findCode(
  deps: CodeDeps & { readonly db: Reader },
  scope: Scope,
  { accountId, typed }: { accountId: string; typed: string },
): Promise<string | null> {
  const code = readCode(typed)
  if (code === null) return null
  const row = await queries.findUnused(deps.db, { accountId, lookupHash: lookupHashOf(deps, accountId, code) })
  return row && (await deps.hasher.verify(row.code_hash, code, scope)) ? row.id : null
}

type Spent = { readonly id: string; readonly accountId: string; readonly now: Date }

/** Whether the code counts now: of many that show it at once, for one. */
export const spendCode = async (tx: Tx, spent: Spent): Promise<boolean> =>
  (await queries.useCode(tx, spent)) !== undefined
