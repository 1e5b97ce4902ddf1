import { sql } from 'kysely'
import type { Prepared, Reader, Tx } from '../../platform/db/db.ts'
import type { Role } from '../../platform/scope/scope.ts'
import type { Language } from '../../platform/texts/locale.ts'

/** A living token and whose it is. One statement, one index, on every request of a program. */
export const findByToken: Prepared = {
  name: 'find-access-token',
  text: `select t.id as token_id, t.scopes, t.expires_at, t.last_used_at,
      a.id as account_id, a.username, a.display_name, a.role, a.language, a.time_zone,
      a.factors, a.two_factor_due_from
    from access_tokens t join accounts a on a.id = t.account_id
    where t.token_hash = $1 and t.kind = 'program' and t.expires_at > $2
      and a.status in ('active', 'restricted') and not a.must_change_password`,
}

export type LivingToken = {
  token_id: string
  scopes: string[]
  expires_at: Date
  last_used_at: Date | null
  account_id: string
  username: string
  display_name: string
  role: Role
  language: Language | null
  time_zone: string | null
  factors: string[]
  two_factor_due_from: Date | null
}

export type NewToken = {
  id: string
  token_hash: Buffer
  account_id: string
  kind: 'program'
  name: string
  scopes: string[]
  created_at: Date
  expires_at: Date
}

export const insertToken = (tx: Tx, token: NewToken) => tx.insertInto('access_tokens').values(token).execute()

/** Only forward, and only where nobody else has just done it. */
export const touch = (tx: Tx, { id, now, before }: { id: string; now: Date; before: Date }) =>
  tx
    .updateTable('access_tokens')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', before)]))
    .execute()

/** The tokens that a person made, newest first, those that have run out too. */
export const findByAccount = (db: Reader, accountId: string) =>
  db
    .selectFrom('access_tokens')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at'])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'program')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()

export const countLiving = (db: Reader, { accountId, now }: { accountId: string; now: Date }) =>
  db
    .selectFrom('access_tokens')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('account_id', '=', accountId)
    .where('kind', '=', 'program')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()

/** The token of a name, whatever its case, that still works. */
export const findByName = (db: Reader, token: { accountId: string; name: string; now: Date }) =>
  db
    .selectFrom('access_tokens')
    .select('id')
    .where('account_id', '=', token.accountId)
    .where('kind', '=', 'program')
    .where(sql<boolean>`lower(name) = lower(${token.name})`)
    .where('expires_at', '>', token.now)
    .executeTakeFirst()

/** Makes room for a new token under the name of one that has run out. */
export const deleteRunOut = (tx: Tx, token: { accountId: string; name: string; now: Date }) =>
  tx
    .deleteFrom('access_tokens')
    .where('account_id', '=', token.accountId)
    .where('kind', '=', 'program')
    .where(sql<boolean>`lower(name) = lower(${token.name})`)
    .where('expires_at', '<=', token.now)
    .execute()

export const deleteOne = (tx: Tx, token: { id: string; accountId: string }) =>
  tx
    .deleteFrom('access_tokens')
    .where('id', '=', token.id)
    .where('account_id', '=', token.accountId)
    .where('kind', '=', 'program')
    .returning('name')
    .executeTakeFirst()

export const deleteOfAccount = (tx: Tx, accountId: string) =>
  tx.deleteFrom('access_tokens').where('account_id', '=', accountId).returning(['name', 'expires_at']).execute()

export const deleteEnded = (tx: Tx, before: Date) =>
  tx.deleteFrom('access_tokens').where('expires_at', '<', before).execute()
