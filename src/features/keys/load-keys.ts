import { randomBytes } from 'node:crypto'
import { open, SealUnreadable, seal, sealKey } from '../../platform/crypto/seal.ts'
import type { Db } from '../../platform/db/db.ts'
import { OperatorError } from '../../platform/errors/operator-error.ts'
import { findKey, insertKey } from './queries.ts'

/** What there is a key for. */
export const purposes = [
  'device-cookie',
  'one-time-link',
  'username-reservation',
  'idempotency',
  'audit-seal',
  'backup-code',
  'passkeys',
  'enrollment',
  'lockout',
  'farewell',
] as const

export type Purpose = (typeof purposes)[number]

/** 256-bit keys that outlive a rotation of SECRET_KEY, which only seals them. */
export type Keys = Readonly<Record<Purpose, Buffer>>

async function loadKey(db: Db, purpose: Purpose, secrets: readonly string[]): Promise<Buffer> {
  const sealKeys = secrets.map(sealKey)
  if (!(await findKey(db, purpose))) {
    const sealed = seal(sealKeys[0]!, randomBytes(32), `key:${purpose}`)
    await db.transaction((tx) => insertKey(tx, { purpose, sealed }))
  }
  const row = await findKey(db, purpose)
  try {
    return open(sealKeys, row?.sealed ?? '', `key:${purpose}`)
  } catch (error) {
    if (!(error instanceof SealUnreadable)) throw error
    throw new OperatorError(
      'SECRET_KEY does not open the keys in the database: it is not the one they were made with. Set the former one as SECRET_KEY_PREVIOUS, or start with it again.',
      { exitCode: 78, cause: error },
    )
  }
}

/** Loads each purpose's key, makes those that are missing. `secrets`: SECRET_KEY first, then the previous one. Throws OperatorError where they do not fit. */
export async function loadKeys(db: Db, secrets: readonly string[]): Promise<Keys> {
  const loaded = await Promise.all(
    purposes.map(async (purpose) => [purpose, await loadKey(db, purpose, secrets)] as const),
  )
  return Object.fromEntries(loaded) as Keys
}
