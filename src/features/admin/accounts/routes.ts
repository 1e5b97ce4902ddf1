import { type App, signedIn } from '../../../platform/http/app.ts'
import { eventReply, listAccounts } from '../../accounts/index.ts'
import { deviceReply, sessionReply } from '../../sessions/index.ts'
import { getAccountFile } from './account-file.ts'
import type { AccountsDeps } from './deps.ts'
import * as examples from './examples.ts'
import { exportRoute } from './export-routes.ts'
import { makingRoutes } from './making-routes.ts'
import { measureRoutes } from './measure-routes.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import {
  AccountFileReply,
  AccountParams,
  AccountsQuery,
  AccountsReply,
  accountSummary,
  administeredAccount,
  factorsReply,
  lockReply,
} from './schema.ts'

const tags = ['admin']
const read = { access: 'admin' } as const
const params = AccountParams

function listRoute(app: App, { db }: AccountsDeps): void {
  app.get(
    '/api/admin/accounts',
    {
      config: read,
      schema: {
        summary: 'List and search accounts',
        tags,
        querystring: AccountsQuery,
        response: { 200: AccountsReply },
        examples: examples.listAccounts,
      },
    },
    async ({ query, scope: { now } }) => {
      const { items, older } = await listAccounts(db, query, now)
      return { items: items.map((account) => accountSummary(account, now)), nextCursor: older }
    },
  )
}

function fileRoute(app: App, { db }: AccountsDeps): void {
  app.get(
    '/api/admin/accounts/:id',
    {
      config: read,
      schema: {
        summary: 'Read one account, where it is signed in, and what happened to it',
        tags,
        params,
        response: { 200: AccountFileReply },
        examples: examples.readAccount,
      },
    },
    async (request) => {
      const scope = signedIn(request)
      const { account, sessions, devices, factors, lock, events, ...counts } = await getAccountFile(
        db,
        scope,
        request.params.id,
      )
      return {
        account: administeredAccount(account, scope.now),
        sessions: sessions.map(sessionReply),
        devices: devices.items.map(deviceReply),
        deviceCount: devices.total,
        ...counts,
        ...factorsReply(factors),
        lockout: lockReply(lock),
        events: events.map((event) => eventReply(event, scope.locale)),
      }
    },
  )
}

/** Accounts for those who look after them, for programs. */
export function accountsRoutes(app: App, deps: AccountsDeps): void {
  listRoute(app, deps)
  fileRoute(app, deps)
  makingRoutes(app, deps)
  exportRoute(app, deps)
  measureRoutes(app, deps)
  recoveryRoutes(app, deps)
}
