import { AppError } from '../../../platform/errors/app-error.ts'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { sendCsv } from '../../../platform/http/csv-reply.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import type { AccountsDeps } from './deps.ts'
import { exportAccounts } from './export-accounts.ts'
import { accountsFile } from './export-file.ts'
import { ExportForm } from './export-schema.ts'
import { choices } from './list-filters.ts'

// The form carries what its list was narrowed by: whoever sends anything else made it up.
function requireOffered<T extends string>(offered: readonly T[], value: string | undefined): T | undefined {
  const found = offered.find((one) => one === value)
  if (found !== value) throw new AppError(400, 'form-invalid')
  return found
}

/** A file of accounts, for people. */
export function exportPage(app: App, deps: AccountsDeps): void {
  const config = { access: 'admin', page: true, recent: true } as const
  app.post('/admin/accounts/export', { config }, async (request, reply) => {
    const { query, ...form } = parseForm(ExportForm, request.body)
    const role = requireOffered(choices.role, form.role)
    const status = requireOffered(choices.status, form.status)
    const factor = requireOffered(choices.factor, form.factor)
    const accounts = await exportAccounts(deps, signedIn(request), { query, role, status, factor })
    return sendCsv(reply, accountsFile(accounts, request.scope.now))
  })
}
