import { Type } from 'typebox'
import type { App } from '../../../platform/http/app.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import { leaveNotice } from '../../../platform/http/notice.ts'
import { goTo } from '../../../platform/http/page.ts'
import { getAccount } from '../../accounts/index.ts'
import { tellUnlock } from '../../lockout/index.ts'
import { handOutRecoveryLink, unlockAccount } from '../../standing/index.ts'
import { requireAccountId } from './account-id.ts'
import type { AccountsDeps } from './deps.ts'
import { AccountParams } from './schema.ts'
import { sendLink } from './send-link.tsx'

const NoFields = Type.Object({}, { additionalProperties: false })

/** What helps somebody in who cannot get in, in a browser. */
export function recoveryPages(app: App, deps: AccountsDeps): void {
  const { db, keys, mailer } = deps
  const config = { access: 'admin', page: true, recent: true } as const
  const schema = { params: AccountParams }
  app.post('/admin/accounts/:id/recovery-link', { config, schema }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const of = { accountId: requireAccountId(request.params.id), key: keys['one-time-link'], mailer }
    const link = await db.transaction((tx) => handOutRecoveryLink(tx, request.scope, of))
    return sendLink(reply, { account: await getAccount(db, of.accountId), link, kind: 'recovery' })
  })
  app.post('/admin/accounts/:id/unlocking', { config, schema }, async (request, reply) => {
    parseForm(NoFields, request.body)
    const accountId = requireAccountId(request.params.id)
    await db.transaction((tx) => unlockAccount(tx, request.scope, { accountId }))
    tellUnlock(deps, request.scope, 'admin')
    leaveNotice(reply, 'account-unlocked')
    return goTo(reply, `/admin/accounts/${accountId}`)
  })
}
