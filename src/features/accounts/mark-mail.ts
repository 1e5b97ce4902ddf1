import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { appendEvent } from '../audit/index.ts'
import * as queries from './queries.ts'

/** What became of a mail to the address that an account had when it was made. */
export type MailNews = { readonly accountId: string; readonly address: string }

async function mark(tx: Tx, scope: Scope, { accountId, address, state }: MailNews & { state: 'working' | 'bouncing' }) {
  const known = await queries.findById(tx, accountId)
  if (known?.email !== address || known.mail_state === state) return
  const row = await queries.lockById(tx, accountId)
  if (row?.email !== address || row.mail_state === state) return
  await queries.updateAccount(tx, accountId, { mail_state: state })
  const action = state === 'working' ? 'account.mail-arrives' : 'account.mail-refused'
  await appendEvent(tx, scope, { action, subjectId: accountId, bySystem: true })
}

/** A mail server has refused the address of an account for good. Nothing happens where it has another one by now. */
export const markBouncing = (tx: Tx, scope: Scope, news: MailNews): Promise<void> =>
  mark(tx, scope, { ...news, state: 'bouncing' })

/** A mail server has taken a mail to the address of an account: it bounces no more. */
export const markArriving = (tx: Tx, scope: Scope, news: MailNews): Promise<void> =>
  mark(tx, scope, { ...news, state: 'working' })
