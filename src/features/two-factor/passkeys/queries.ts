import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import type { Passkeys } from '../../../platform/db/tables.ts'

export type PasskeyRow = Selectable<Passkeys>

export const insertPasskey = (tx: Tx, passkey: PasskeyRow) => tx.insertInto('passkeys').values(passkey).execute()

export const findByCredential = (db: Reader, credentialId: Buffer) =>
  db.selectFrom('passkeys').selectAll().where('credential_id', '=', credentialId).executeTakeFirst()

/** Of one account, in the order in which they were added. */
export const findByAccount = (db: Reader, accountId: string): Promise<PasskeyRow[]> =>
  db
    .selectFrom('passkeys')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

export const countOf = async (db: Reader, accountId: string): Promise<number> => {
  const { count } = await db
    .selectFrom('passkeys')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return count
}

type OfAccount = { id: string; accountId: string }

export const rename = (tx: Tx, { id, accountId, name }: OfAccount & { name: string }) =>
  tx
    .with('before', (query) =>
      query.selectFrom('passkeys').select(['id', 'name']).where('id', '=', id).where('account_id', '=', accountId),
    )
    .updateTable('passkeys')
    .from('before')
    .set({ name })
    .whereRef('passkeys.id', '=', 'before.id')
    .returning('before.name as former')
    .executeTakeFirst()

export const remove = (tx: Tx, { id, accountId }: OfAccount) =>
  tx
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('name')
    .executeTakeFirst()

/** The one statement that spends a challenge: of many at once, one writes the row. */
export const spend = (tx: Tx, { hash, expiresAt }: { hash: Buffer; expiresAt: Date }) =>
  tx
    .insertInto('spent_passkey_challenges')
    .values({ challenge_hash: hash, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('challenge_hash')
    .executeTakeFirst()

type Use = { id: string; signCount: number; backedUp: boolean; now: Date }

/** Notes a use where the counter goes forward, or where the authenticator does not count. */
export const noteUse = (tx: Tx, { id, signCount, backedUp, now }: Use) =>
  tx
    .updateTable('passkeys')
    .set({ sign_count: String(signCount), backed_up: backedUp, last_used_at: now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([eb('sign_count', '<', String(signCount)), eb.and([eb('sign_count', '=', '0'), eb.val(signCount === 0)])]),
    )
    .returning('id')
    .executeTakeFirst()

export const findName = (db: Reader, id: string) =>
  db.selectFrom('passkeys').select('name').where('id', '=', id).executeTakeFirst()

/** Forgets spent challenges that have run out since. */
export const deleteSpent = (tx: Tx, before: Date) =>
  tx.deleteFrom('spent_passkey_challenges').where('expires_at', '<', before).execute()
