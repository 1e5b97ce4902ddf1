import type { Tx } from '../../platform/db/db.ts'

type Claim = { owner: string; key: string; fingerprint: Buffer; now: Date }

/** True for the first; a second waits here until the first one's transaction is over. */
export async function insertKey(tx: Tx, { owner, key, fingerprint, now }: Claim): Promise<boolean> {
  const row = await tx
    .insertInto('idempotency_keys')
    .values({ owner, key, fingerprint_hash: fingerprint, created_at: now })
    .onConflict((conflict) => conflict.columns(['owner', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

export const findKey = (tx: Tx, { owner, key }: Pick<Claim, 'owner' | 'key'>) =>
  tx
    .selectFrom('idempotency_keys')
    .select(['fingerprint_hash', 'made_id'])
    .where('owner', '=', owner)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()

export const setMadeId = (tx: Tx, { owner, key }: Pick<Claim, 'owner' | 'key'>, madeId: string) =>
  tx
    .updateTable('idempotency_keys')
    .set({ made_id: madeId })
    .where('owner', '=', owner)
    .where('key', '=', key)
    .execute()

export const deleteOldKeys = (tx: Tx, before: Date) =>
  tx.deleteFrom('idempotency_keys').where('created_at', '<', before).execute()

/** The keys of a person: those they sent, and that of their registration, whose owner is an address and never a bare number. */
export const deleteKeysOf = (tx: Tx, accountId: string) =>
  tx
    .deleteFrom('idempotency_keys')
    .where((eb) =>
      eb.or([eb('owner', '=', accountId), eb.and([eb('made_id', '=', accountId), eb('owner', '!~', '^[0-9]+$')])]),
    )
    .execute()
