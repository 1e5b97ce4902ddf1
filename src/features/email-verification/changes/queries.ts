import type { Selectable } from 'kysely'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import type { EmailChanges } from '../../../platform/db/tables.ts'

export type ChangeRow = Selectable<EmailChanges>

type NewChange = Pick<ChangeRow, 'id' | 'account_id' | 'email' | 'link_id' | 'asked_at' | 'expires_at'>

export const insertChange = (tx: Tx, change: NewChange) => tx.insertInto('email_changes').values(change).execute()

/** What waits for an account: asked for another address, it is over. */
export const deleteWaiting = (tx: Tx, accountId: string) =>
  tx.deleteFrom('email_changes').where('account_id', '=', accountId).where('changed_at', 'is', null).execute()

export const findChange = (db: Reader, id: string): Promise<ChangeRow | undefined> =>
  db.selectFrom('email_changes').selectAll().where('id', '=', id).executeTakeFirst()

export const findWaitingOf = (db: Reader, accountId: string, now: Date): Promise<ChangeRow | undefined> =>
  db
    .selectFrom('email_changes')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('changed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** Until when it waits, or can be undone. */
export const prolongChange = (tx: Tx, { id, expiresAt }: { id: string; expiresAt: Date }) =>
  tx.updateTable('email_changes').set({ expires_at: expiresAt }).where('id', '=', id).execute()

type Done = {
  id: string
  formerEmail: string
  formerVerifiedAt: Date | null
  linkId: string
  changedAt: Date
  expiresAt: Date
}

/** The one statement that ends the wait. */
export const noteChanged = (tx: Tx, done: Done) =>
  tx
    .updateTable('email_changes')
    .set({
      former_email: done.formerEmail,
      former_verified_at: done.formerVerifiedAt,
      link_id: done.linkId,
      changed_at: done.changedAt,
      expires_at: done.expiresAt,
    })
    .where('id', '=', done.id)
    .where('changed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()

/** Changes of an account since a moment, and those that wait: undone with the one that was made then. */
export const deleteSince = (tx: Tx, { accountId, since }: { accountId: string; since: Date }) =>
  tx
    .deleteFrom('email_changes')
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('changed_at', 'is', null), eb('changed_at', '>=', since)]))
    .execute()

export const deleteEndedChanges = (tx: Tx, before: Date) =>
  tx.deleteFrom('email_changes').where('expires_at', '<', before).execute()
