import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../platform/db/db.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import type { Account } from '../../accounts/index.ts'
import { addLink } from '../../links/index.ts'
import { changedMail, undoSeconds } from './former-address-mail.ts'
import * as queries from './queries.ts'

type Told = { readonly former: Account; readonly email: string; readonly now: Date }

/** Tells the former address of a change that was made at once; it can undo it where it was proved. */
export async function tellFormerAddress(tx: Tx, mailer: Mailer, { former, email, now }: Told): Promise<void> {
  const id = randomUUID()
  const accountId = former.id
  const expiresAt = new Date(now.getTime() + undoSeconds * 1000)
  const link = { purpose: 'undo-email', accountId, bound: { change: id }, now, life: undoSeconds } as const
  const linkId = await addLink(tx, link)
  const change = { id, account_id: accountId, email, link_id: linkId, asked_at: now, expires_at: expiresAt }
  await queries.deleteWaiting(tx, accountId)
  await queries.insertChange(tx, change)
  const done = { id, formerEmail: former.email, formerVerifiedAt: former.emailVerifiedAt, linkId, changedAt: now }
  await queries.noteChanged(tx, { ...done, expiresAt })
  await mailer.queue(tx, { kind: changedMail, accountId, about: { change: id }, now })
}
