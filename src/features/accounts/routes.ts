import { Type } from 'typebox'
import type { Config } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import { type App, signedIn } from '../../platform/http/app.ts'
import { answersKnown, letCachesKeep } from '../../platform/http/headers.ts'
import type { Keys } from '../keys/index.ts'
import { getAccount } from './account.ts'
import { type AccountRules, changeAccount } from './change-account.ts'
import { changeEmail } from './change-email.ts'
import { profileMissing } from './errors.ts'
import { findProfile } from './public-profile.ts'
import {
  AccountReply,
  accountReply,
  ChangeAccountBody,
  ChangeEmailBody,
  ProfileParams,
  ProfileReply,
  profileReply,
} from './schema.ts'

export type AccountDeps = {
  readonly config: Pick<Config, 'minimumAge' | 'siteName'>
  readonly db: Db
  readonly keys: Pick<Keys, 'username-reservation'>
}

/** What changes of an account are judged by, out of what the server was given. */
export const rulesOf = ({ config, keys }: AccountDeps): AccountRules => ({
  minimumAge: config.minimumAge,
  siteName: config.siteName,
  macKey: keys['username-reservation'],
})

/** The caller's own account, for programs. */
function ownAccountRoutes(app: App, deps: AccountDeps): void {
  const rules = rulesOf(deps)
  app.get(
    '/api/account',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Read the own account', tags: ['account'], response: { 200: AccountReply } },
    },
    async (request) => accountReply(await getAccount(deps.db, signedIn(request).caller.accountId)),
  )
  app.patch(
    '/api/account',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Change the own account',
        description: 'Fields that are absent stay. A username can change once in 30 days.',
        tags: ['account'],
        body: ChangeAccountBody,
        response: { 200: AccountReply },
      },
    },
    async (request) => {
      const change = request.body
      const { account } = await deps.db.transaction((tx) => changeAccount(tx, signedIn(request), { change, rules }))
      return accountReply(account)
    },
  )
  app.put(
    '/api/account/email',
    {
      config: { access: 'signed-in', recent: true },
      schema: {
        summary: 'Change the own email address',
        tags: ['account'],
        body: ChangeEmailBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await deps.db.transaction((tx) => changeEmail(tx, signedIn(request), request.body))
      return reply.code(204).send(null)
    },
  )
}

// Short enough that a profile turned private is gone from caches in a minute.
const profileSeconds = 60

/** Profiles for everybody and for caches. A former name answers with the profile itself, which carries the present one. */
function profileRoutes(app: App, deps: AccountDeps): void {
  const macKey = deps.keys['username-reservation']
  app.get(
    '/api/users/:username',
    {
      config: { access: 'public', cacheable: true },
      schema: {
        summary: 'Read a public profile',
        tags: ['users'],
        params: ProfileParams,
        response: { 200: ProfileReply, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const found = await findProfile(deps.db, { username: request.params.username, macKey })
      if (!found) throw profileMissing()
      const profile = profileReply(found.profile)
      letCachesKeep(reply, profileSeconds)
      if (answersKnown(reply, JSON.stringify(profile))) return reply.code(304).send(null)
      return profile
    },
  )
}

/** Adds the routes of the own account and of public profiles. */
export function accountRoutes(app: App, deps: AccountDeps): void {
  ownAccountRoutes(app, deps)
  profileRoutes(app, deps)
}
