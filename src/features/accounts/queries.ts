import type { Selectable, Updateable } from 'kysely'
import { sql } from 'kysely'
import { publishRevocation } from '../../platform/cache/revocations.ts'
import { type Reader, rowsOf, type Tx } from '../../platform/db/db.ts'
import type { Accounts } from '../../platform/db/tables.ts'

export type AccountRow = Omit<Selectable<Accounts>, 'search_text'>

/** By name, not by *: what PostgreSQL prepared outlives a column that is added. */
export const columns = [
  'id',
  'username',
  'email',
  'email_verified_at',
  'mail_state',
  'first_name',
  'last_name',
  'display_name',
  'date_of_birth',
  'location',
  'bio',
  'visibility',
  'language',
  'time_zone',
  'role',
  'status',
  'suspension_reason',
  'suspended_until',
  'must_change_password',
  'awaits_opening',
  'username_changed_at',
  'created_at',
  'updated_at',
  'last_sign_in_at',
  'factors',
  'two_factor_due_from',
] as const satisfies readonly (keyof AccountRow)[]

const byUsername = (folded: string) => sql<boolean>`lower(username) = ${folded}`
const byEmail = (email: string) => sql<boolean>`lower(email) = lower(${email})`

export const findById = (db: Reader, id: string): Promise<AccountRow | undefined> =>
  db.selectFrom('accounts').select(columns).where('id', '=', id).executeTakeFirst()

export const findByUsername = (db: Reader, folded: string): Promise<AccountRow | undefined> =>
  db.selectFrom('accounts').select(columns).where(byUsername(folded)).executeTakeFirst()

export const findByEmail = (db: Reader, email: string): Promise<AccountRow | undefined> =>
  db.selectFrom('accounts').select(columns).where(byEmail(email)).executeTakeFirst()

/** Locks the row until the transaction ends, so that a change compares with what it replaces. */
export const lockById = (tx: Tx, id: string): Promise<AccountRow | undefined> =>
  tx.selectFrom('accounts').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()

export type NewAccount = {
  username: string
  email: string
  first_name: string
  last_name: string
  display_name: string
  date_of_birth: string | null
  language: 'en' | 'de' | null
  role: 'member' | 'moderator' | 'admin'
  awaits_opening: boolean
  email_verified_at: Date | null
  created_at: Date
  updated_at: Date
}

export const insertAccount = (tx: Tx, account: NewAccount): Promise<AccountRow> =>
  tx.insertInto('accounts').values(account).returning(columns).executeTakeFirstOrThrow()

const signedIn = `update accounts set last_sign_in_at = $2 where id = $1 returning ${columns.join(', ')}`

// Copies of the account learn of it when they are read the next time, in seconds; it would else be told to every process.
export async function noteSignIn(tx: Tx, id: string, now: Date): Promise<AccountRow> {
  const [row] = await rowsOf<AccountRow>(tx, signedIn, [id, now])
  if (!row) throw new Error('the account is gone')
  return row
}

export async function updateAccount(
  tx: Tx,
  id: string,
  change: Omit<Updateable<Accounts>, 'last_sign_in_at'>,
): Promise<AccountRow> {
  const row = await tx
    .updateTable('accounts')
    .set(change)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
  // Sessions are read with their account: a change must not wait in the copies that processes keep.
  await publishRevocation(tx, [id])
  return row
}

/** Of two that delete at once, one gets the row. */
export async function deleteAccount(tx: Tx, id: string) {
  const row = await tx.deleteFrom('accounts').where('id', '=', id).returning('username').executeTakeFirst()
  if (row) await publishRevocation(tx, [id])
  return row
}

export const insertErasure = (tx: Tx, id: string, now: Date) =>
  tx.insertInto('erasures').values({ account_id: id, erased_at: now }).execute()

// Whoever has no password yet administers nothing, and may never come.
const canAdminister = sql<boolean>`(role = 'admin' and status = 'active' and not awaits_opening)`

export const findAnyAdmin = (db: Reader) =>
  db.selectFrom('accounts').select('id').where(canAdminister).limit(1).executeTakeFirst()

export const countAdmins = async (db: Reader): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('accounts')
        .select(db.fn.countAll().as('count'))
        .where(canAdminister)
        .executeTakeFirstOrThrow()
    ).count,
  )

/**
 * Everybody who can administer and one account more, held still in the order of their numbers: of two who give it up at
 * once, the second sees that the first is gone. One statement, because PostgreSQL also locks rows that were admins
 * when it began and are none any more; in two statements they would be locked out of order.
 */
export const lockAdminsAnd = (tx: Tx, id: string): Promise<AccountRow[]> =>
  tx
    .selectFrom('accounts')
    .selectAll()
    .where((eb) => eb.or([canAdminister, eb('id', '=', id)]))
    .orderBy('id')
    .forUpdate()
    .execute()

export const findReservation = (db: Reader, nameHash: Buffer, now: Date) =>
  db
    .selectFrom('reserved_usernames')
    .select(['account_id'])
    .where('name_hash', '=', nameHash)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst()

/** Whoever else wants this name waits until the transaction ends: no one constraint sees both names of accounts and names that are held. */
export const lockUsername = (tx: Tx, folded: string) =>
  tx
    .selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${`porchlight username ${folded}`}, 0))`.as('locked'))
    .execute()

/** For whoever has the lock and found nothing that lasts: at most a hold is in the way that has run out. */
export const insertHold = (tx: Tx, { nameHash, now, until }: { nameHash: Buffer; now: Date; until: Date }) =>
  tx
    .insertInto('reserved_usernames')
    .values({ name_hash: nameHash, account_id: null, reserved_at: now, expires_at: until })
    .onConflict((conflict) => conflict.column('name_hash').doUpdateSet({ reserved_at: now, expires_at: until }))
    .execute()

export const prolongHold = (tx: Tx, { nameHash, until }: { nameHash: Buffer; until: Date }) =>
  tx
    .updateTable('reserved_usernames')
    .set({ expires_at: until })
    .where('name_hash', '=', nameHash)
    .where('expires_at', 'is not', null)
    .execute()

export const deleteHold = (tx: Tx, nameHash: Buffer) =>
  tx.deleteFrom('reserved_usernames').where('name_hash', '=', nameHash).where('expires_at', 'is not', null).execute()

/** Holds that have run out. */
export const deleteEndedHolds = (tx: Tx, before: Date) =>
  tx.deleteFrom('reserved_usernames').where('expires_at', '<', before).execute()

/** The account whose former name this is. */
export const findByFormerName = (db: Reader, nameHash: Buffer): Promise<AccountRow | undefined> =>
  db
    .selectFrom('accounts')
    .innerJoin('reserved_usernames', 'reserved_usernames.account_id', 'accounts.id')
    .selectAll('accounts')
    .where('name_hash', '=', nameHash)
    .executeTakeFirst()

export const insertReservation = (tx: Tx, reservation: { nameHash: Buffer; accountId: string | null; now: Date }) =>
  tx
    .insertInto('reserved_usernames')
    .values({ name_hash: reservation.nameHash, account_id: reservation.accountId, reserved_at: reservation.now })
    // A hold gives way to what lasts.
    .onConflict((conflict) =>
      conflict
        .column('name_hash')
        .doUpdateSet({ account_id: reservation.accountId, reserved_at: reservation.now, expires_at: null })
        .where('reserved_usernames.expires_at', 'is not', null),
    )
    .execute()
