import type { Db } from '../../../platform/db/db.ts'
import type { MailServer } from '../../../platform/mail/mail-server.ts'

/** What the pages about mail stand on. */
export type MailDeps = { readonly db: Db; readonly mailServer: MailServer }
