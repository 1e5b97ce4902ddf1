import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import type { PendingSignUps } from '../../../platform/db/tables.ts'

export type PendingRow = Selectable<PendingSignUps>

export const insertPending = (tx: Tx, row: Insertable<PendingSignUps>) =>
  tx.insertInto('pending_sign_ups').values(row).execute()

export const findPending = (db: Reader, id: string, now: Date): Promise<PendingRow | undefined> =>
  db.selectFrom('pending_sign_ups').selectAll().where('id', '=', id).where('expires_at', '>', now).executeTakeFirst()

export const findByBrowser = (db: Reader, browserHash: Buffer, now: Date): Promise<PendingRow | undefined> =>
  db
    .selectFrom('pending_sign_ups')
    .selectAll()
    .where('browser_hash', '=', browserHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** The newest that waits for an address. */
export const findByEmail = (db: Reader, email: string, now: Date): Promise<PendingRow | undefined> =>
  db
    .selectFrom('pending_sign_ups')
    .selectAll()
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export const lockPending = (tx: Tx, id: string, now: Date): Promise<PendingRow | undefined> =>
  tx
    .selectFrom('pending_sign_ups')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst()

type Handing = { id: string; expiresAt: Date; codeNonce: Buffer; codeTries: number; codeExpiresAt: Date }

export const noteHanding = (tx: Tx, { id, expiresAt, codeNonce, codeTries, codeExpiresAt }: Handing) =>
  tx
    .updateTable('pending_sign_ups')
    .set({
      expires_at: expiresAt,
      code_nonce: codeNonce,
      code_tries: codeTries,
      code_expires_at: codeExpiresAt,
    })
    .where('id', '=', id)
    .execute()

/** The one statement that a try needs before its digits are looked at: of many at once no more get one than are left. */
export const countTry = (tx: Tx, { id, most, now }: { id: string; most: number; now: Date }) =>
  tx
    .updateTable('pending_sign_ups')
    .set((eb) => ({ code_tries: eb('code_tries', '+', 1) }))
    .where('id', '=', id)
    .where('code_tries', '<', most)
    .where('code_expires_at', '>', now)
    .returning('code_nonce')
    .executeTakeFirst()

/** The one statement that ends the wait: of many at once one gets the row. */
export const takePending = (tx: Tx, id: string, now: Date): Promise<PendingRow | undefined> =>
  tx.deleteFrom('pending_sign_ups').where('id', '=', id).where('expires_at', '>', now).returningAll().executeTakeFirst()

export const deleteEndedSignUps = (tx: Tx, before: Date) =>
  tx.deleteFrom('pending_sign_ups').where('expires_at', '<', before).execute()
