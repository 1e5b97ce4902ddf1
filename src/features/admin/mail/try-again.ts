import type { Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { retryMail } from '../../../platform/mail/retry-mail.ts'
import type { SignedInScope } from '../../../platform/scope/scope.ts'
import { appendEvent } from '../../audit/index.ts'

const isId = (text: string) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)

/** Has a mail that waits or was given up tried at once. Throws AppError 404 where there is none, or nothing left to do. */
export async function tryAgain(tx: Tx, scope: SignedInScope, id: string): Promise<void> {
  const mail = isId(id) ? await retryMail(tx, { id, now: scope.now }) : null
  if (!mail) throw new AppError(404, 'mail-not-found')
  await appendEvent(tx, scope, {
    action: 'mail.retried',
    subjectId: mail.accountId ?? scope.caller.accountId,
    changes: [],
  })
}
