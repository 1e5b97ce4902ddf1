import { sql } from 'kysely'
import type { Reader, Tx } from '../../platform/db/db.ts'

export type LinkRow = {
  id: string
  purpose: string
  account_id: string | null
  bound: unknown
  nonce: Buffer
  created_at: Date
  expires_at: Date | null
  used_at: Date | null
}

const columns = ['id', 'purpose', 'account_id', 'bound', 'nonce', 'created_at', 'expires_at', 'used_at'] as const

export async function insertLink(
  tx: Tx,
  link: {
    id: string
    purpose: string
    accountId: string | null
    bound: Record<string, string>
    nonce: Buffer
    createdAt: Date
    expiresAt: Date | null
  },
): Promise<void> {
  await tx
    .insertInto('one_time_links')
    .values({
      id: link.id,
      purpose: link.purpose,
      account_id: link.accountId,
      bound: JSON.stringify(link.bound),
      nonce: link.nonce,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
    })
    .execute()
}

export const findLink = (db: Reader, id: string): Promise<LinkRow | undefined> =>
  db.selectFrom('one_time_links').select(columns).where('id', '=', id).executeTakeFirst()

/** The newest link that still works for this purpose and account. */
export const findLivingLink = (
  db: Reader,
  link: { purpose: string; accountId: string | null; now: Date },
): Promise<LinkRow | undefined> =>
  db
    .selectFrom('one_time_links')
    .select(columns)
    .where('purpose', '=', link.purpose)
    .where('account_id', 'is not distinct from', link.accountId)
    .where('used_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', link.now)]))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The one statement that spends a link: of many at once, one gets the row. */
export const useLink = (tx: Tx, id: string, now: Date): Promise<LinkRow | undefined> =>
  tx
    .updateTable('one_time_links')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .returning(columns)
    .executeTakeFirst()

/** Until when a link works that is not spent. */
export const prolongLink = (tx: Tx, link: { purpose: string; id: string; expiresAt: Date }) =>
  tx
    .updateTable('one_time_links')
    .set({ expires_at: link.expiresAt })
    .where('id', '=', link.id)
    .where('purpose', '=', link.purpose)
    .where('used_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()

/** Others who replace links of this purpose and account wait until the transaction ends: rows that are not there yet cannot be locked. */
export const lockLinks = (tx: Tx, { purpose, accountId }: { purpose: string; accountId: string | null }) => {
  const name = `porchlight link ${purpose} ${accountId}`
  return tx.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${name}, 0))`.as('locked')).execute()
}

export const deleteLinksOf = (tx: Tx, accountId: string) =>
  tx.deleteFrom('one_time_links').where('account_id', '=', accountId).execute()

export const endLinks = (tx: Tx, link: { purpose: string; accountId: string | null; now: Date }) =>
  tx
    .updateTable('one_time_links')
    .set({ used_at: link.now })
    .where('purpose', '=', link.purpose)
    .where('account_id', 'is not distinct from', link.accountId)
    .where('used_at', 'is', null)
    .execute()

export const endLinksSince = (tx: Tx, { accountId, since, now }: { accountId: string; since: Date; now: Date }) =>
  tx
    .updateTable('one_time_links')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('created_at', '>=', since)
    .where('used_at', 'is', null)
    .execute()

export const countLinks = (db: Reader, link: { purpose: string; accountId: string; since: Date }) =>
  db
    .selectFrom('one_time_links')
    .select(sql<string>`count(*)`.as('count'))
    .where('account_id', '=', link.accountId)
    .where('purpose', '=', link.purpose)
    .where('created_at', '>', link.since)
    .executeTakeFirstOrThrow()

export const deleteOldLinks = (tx: Tx, before: Date) =>
  tx
    .deleteFrom('one_time_links')
    .where((eb) => eb.or([eb('expires_at', '<', before), eb('used_at', '<', before)]))
    .execute()
