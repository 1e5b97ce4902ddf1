import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Tx } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import * as queries from './queries.ts'

type Request = {
  /** Whose key it is: an account's id, or at registration the address. */
  readonly owner: string
  /** What the client sent as `Idempotency-Key`; null does the work without remembering. */
  readonly key: string | null
  /** What was asked; never holds a password. */
  readonly content: unknown
  readonly now: Date
}

/** What was made, and whether it was made just now or by an earlier request with the same key. */
export type Outcome = { readonly id: string; readonly replayed: boolean }

/**
 * Makes a thing once for each key within a day: a repeated request gets the id of what the first one made. Throws AppError
 * 422 where the same key comes with another content (draft-ietf-httpapi-idempotency-key-header).
 */
export async function once(
  tx: Tx,
  macKey: Buffer,
  { owner, key, content, now }: Request,
  make: () => Promise<string>,
): Promise<Outcome> {
  if (key === null) return { id: await make(), replayed: false }
  const fingerprint = createHmac('sha256', macKey).update(JSON.stringify(content)).digest()
  if (await queries.insertKey(tx, { owner, key, fingerprint, now })) {
    const id = await make()
    await queries.setMadeId(tx, { owner, key }, id)
    return { id, replayed: false }
  }
  const earlier = await queries.findKey(tx, { owner, key })
  if (!timingSafeEqual(earlier.fingerprint_hash, fingerprint) || earlier.made_id === null)
    throw new AppError(422, 'idempotency-key-reused')
  return { id: earlier.made_id, replayed: true }
}
