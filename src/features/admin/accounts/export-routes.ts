import { Type } from 'typebox'
import { type App, signedIn } from '../../../platform/http/app.ts'
import { sendCsv } from '../../../platform/http/csv-reply.ts'
import type { AccountsDeps } from './deps.ts'
import { exportAccounts } from './export-accounts.ts'
import { accountsFile } from './export-file.ts'
import { ExportBody, exportExamples } from './export-schema.ts'

/** A file of accounts, for programs: it is noted who takes one, so it is no GET. */
export function exportRoute(app: App, deps: AccountsDeps): void {
  app.post(
    '/api/admin/accounts/export',
    {
      config: { access: 'admin', recent: true },
      schema: {
        summary: 'Save accounts as a file (CSV)',
        description:
          'Everybody who fits, in the order of their numbers. Nothing in it is a formula to a spreadsheet. Who took it, for whom it asked and how many there were stands in the audit log.',
        tags: ['admin'],
        body: ExportBody,
        response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
        examples: exportExamples,
      },
    },
    async (request, reply) => {
      // What is sent is a stream, whatever the schema of its text.
      const accounts = await exportAccounts(deps, signedIn(request), request.body)
      return sendCsv(reply, accountsFile(accounts, request.scope.now)) as never
    },
  )
}
