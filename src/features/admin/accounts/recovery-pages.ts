import { Type } from 'typebox'
import type { App } from '../../../platform/http/app.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { getAccount } from '../../accounts/index.ts'
import { handOutRecoveryLink } from '../../standing/index.ts'
import { requireAccountId } from './account-id.ts'
import type { AccountsDeps } from './deps.ts'
import { AccountParams } from './schema.ts'
import { sendLink } from './send-link.tsx'

const NoFields = Type.Object({}, { additionalProperties: false })

/** A link for somebody who cannot get in, in a browser. */
export function recoveryPages(app: App, { db, keys, mailer }: AccountsDeps): void {
  const config = { access: 'admin', page: true, recent: true } as const
  const schema = { params: AccountParams }
  app.post('/admin/accounts/:id/recovery-link', { config, schema }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const of = { accountId: requireAccountId(request.params.id), key: keys['one-time-link'], mailer }
    const link = await db.transaction((tx) => handOutRecoveryLink(tx, request.scope, of))
    return sendLink(reply, { account: await getAccount(db, of.accountId), link, kind: 'recovery' })
  })
}
