import { open, type SealKey, SealUnreadable, seal } from '../../../platform/crypto/seal.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { SealKeys } from '../../keys/index.ts'
import { placeOf } from './authenticator.ts'
import * as queries from './queries.ts'

/** How many secrets were sealed anew, and the accounts of those that none of the keys opens. */
export type Resealed = { readonly sealedAnew: number; readonly unreadable: readonly string[] }

type Options = {
  /** How many at once: so long others wait who sign in just then. */
  readonly batch?: number
  readonly onProgress?: (done: number, of: number) => void
}

type Row = { readonly account_id: string; readonly secret_sealed: string }

function resealOne(keys: SealKeys, { account_id: accountId, secret_sealed: sealed }: Row): Row | null {
  try {
    const secret = open(keys, sealed, placeOf(accountId))
    return { account_id: accountId, secret_sealed: seal(keys[0]!, secret, placeOf(accountId)) }
  } catch (error) {
    if (error instanceof SealUnreadable) return null
    throw error
  }
}

async function resealTable(db: Db, table: queries.SealedTable, { keys, batch, advance }: Pass): Promise<Resealed> {
  const present: SealKey = keys[0]!
  const unreadable: string[] = []
  let sealedAnew = 0
  let after = '0'
  for (;;) {
    const { rows, sealed } = await db.transaction(async (tx) => {
      const found = await queries.findSealedBefore(tx, table, { keyId: present.id, after, limit: batch })
      const anew = found.map((row) => resealOne(keys, row))
      await queries.updateSealed(
        tx,
        table,
        anew.filter((row) => row !== null),
      )
      return { rows: found, sealed: anew }
    })
    const last = rows.at(-1)
    if (!last) return { sealedAnew, unreadable }
    after = last.account_id
    unreadable.push(...rows.filter((_, at) => sealed[at] === null).map((row) => row.account_id))
    sealedAnew += sealed.filter((row) => row !== null).length
    advance(rows.length)
  }
}

type Pass = { readonly keys: SealKeys; readonly batch: number; readonly advance: (count: number) => void }

/**
 * Seals the secrets of apps by the first of the keys, whichever of them sealed it, a batch at a time while people sign in. Each batch is a
 * transaction, and a sealed value names its key: ended at any point, what is done is done, and the next run goes on with the
 * rest. What none of the keys opens stays as it is.
 */
export async function resealSecrets(
  db: Db,
  keys: SealKeys,
  { batch = 200, onProgress = () => {} }: Options = {},
): Promise<Resealed> {
  const of = await queries.countSealedBefore(db, keys[0]!.id)
  let done = 0
  const advance = (count: number) => {
    done += count
    onProgress(done, Math.max(done, of))
  }
  const all = []
  for (const table of queries.sealedTables) all.push(await resealTable(db, table, { keys, batch, advance }))
  return {
    sealedAnew: all.reduce((sum, { sealedAnew }) => sum + sealedAnew, 0),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
  }
}
