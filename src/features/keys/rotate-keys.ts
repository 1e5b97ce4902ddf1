import { findSealKeyId, open, type SealKey, SealUnreadable, seal, sealKey } from '../../platform/crypto/seal.ts'
import type { Tx } from '../../platform/db/db.ts'
import { OperatorError } from '../../platform/errors/operator-error.ts'
import { findKeysLocked, updateSealed } from './queries.ts'

/** Purposes of the keys that were sealed anew, and of those that the present secret sealed already. */
export type Rotation = { readonly sealedAnew: readonly string[]; readonly sealedBefore: readonly string[] }

function openOrExplain(sealKeys: readonly SealKey[], key: { purpose: string; sealed: string }): Buffer {
  try {
    return open(sealKeys, key.sealed, `key:${key.purpose}`)
  } catch (error) {
    if (!(error instanceof SealUnreadable)) throw error
    throw new OperatorError(
      `Neither SECRET_KEY nor SECRET_KEY_PREVIOUS opens the key “${key.purpose}” in the database; nothing was changed. Set SECRET_KEY_PREVIOUS to the one that the server ran with last.`,
      { exitCode: 78, cause: error },
    )
  }
}

/**
 * Seals every key by the first of the secrets, whichever of them sealed it; the keys themselves stay. Done twice it finds
 * nothing to do. Throws OperatorError where no secret opens a key, and then changes none.
 */
export async function rotateKeys(tx: Tx, secrets: readonly string[]): Promise<Rotation> {
  const sealKeys = secrets.map(sealKey)
  const present = sealKeys[0]!
  const sealedAnew: string[] = []
  const sealedBefore: string[] = []
  for (const row of await findKeysLocked(tx)) {
    const key = openOrExplain(sealKeys, row)
    if (findSealKeyId(row.sealed) === present.id) sealedBefore.push(row.purpose)
    else {
      await updateSealed(tx, { purpose: row.purpose, sealed: seal(present, key, `key:${row.purpose}`) })
      sealedAnew.push(row.purpose)
    }
  }
  return { sealedAnew, sealedBefore }
}
