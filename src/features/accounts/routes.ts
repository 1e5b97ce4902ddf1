import { Type } from 'typebox'
import type { Config } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import { type App, asOwner, signedIn } from '../../platform/http/app.ts'
import { answersKnown, letCachesKeep } from '../../platform/http/headers.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import type { Keys } from '../keys/index.ts'
import type { Account } from './account.ts'
import { getAccountOf } from './caller-account.ts'
import { type AccountRules, changeAccount } from './change-account.ts'
import { profileMissing } from './errors.ts'
import * as examples from './examples.ts'
import { findProfile } from './public-profile.ts'
import {
  AccountReply,
  accountReply,
  ChangeAccountBody,
  ChangeEmailBody,
  EmailAsked,
  ProfileParams,
  ProfileReply,
  profileReply,
} from './schema.ts'

/** What is done where addresses are proved by mail; tiers below mails do not know how. */
export type EmailDeps = {
  /** Takes on another address: at once, or when its mailbox is proved. Throws InputInvalid. */
  ask(scope: SignedInScope, input: { readonly email: string }): Promise<'changed' | 'asked' | 'unchanged'>
  /** The address that waits for its proof; null where none does. */
  findAsked(scope: SignedInScope): Promise<string | null>
  /** Whether the address of the account itself waits for its proof. */
  awaitsProof(account: Account): boolean
}

export type AccountDeps = {
  readonly config: Pick<Config, 'minimumAge' | 'siteName'>
  readonly db: Db
  readonly keys: Pick<Keys, 'username-reservation'>
  readonly email: EmailDeps
}

/** What changes of an account are judged by, out of what the server was given. */
export const rulesOf = ({ config, keys }: AccountDeps): AccountRules => ({
  minimumAge: config.minimumAge,
  siteName: config.siteName,
  macKey: keys['username-reservation'],
})

function readRoute(app: App, deps: AccountDeps): void {
  app.get(
    '/api/account',
    {
      config: { access: 'signed-in', scope: 'account:read' },
      schema: {
        summary: 'Read your account',
        tags: ['account'],
        response: { 200: AccountReply },
        examples: examples.readAccount,
      },
    },
    async (request) => accountReply(await getAccountOf(deps.db, asOwner(request).caller)),
  )
}

const emailDescription =
  'Where addresses are verified, the new one gets a mail and counts once its link is followed (202), and whether it has an account already is told to its mailbox alone. Else it counts at once (204).'

function changeRoutes(app: App, deps: AccountDeps): void {
  const rules = rulesOf(deps)
  app.patch(
    '/api/account',
    {
      config: { access: 'signed-in', scope: 'account:write' },
      schema: {
        summary: 'Change your account',
        description: 'Fields that are absent stay. A username can change once in 30 days.',
        tags: ['account'],
        body: ChangeAccountBody,
        response: { 200: AccountReply },
        examples: examples.changeAccount,
      },
    },
    async (request) => {
      const change = request.body
      const { account } = await deps.db.transaction((tx) => changeAccount(tx, asOwner(request), { change, rules }))
      return accountReply(account)
    },
  )
  app.put(
    '/api/account/email',
    {
      config: { access: 'signed-in', recent: true },
      schema: {
        summary: 'Change your email address',
        description: emailDescription,
        tags: ['account'],
        body: ChangeEmailBody,
        response: { 202: EmailAsked, 204: Type.Null() },
        examples: examples.changeEmail,
      },
    },
    async (request, reply) => {
      const outcome = await deps.email.ask(signedIn(request), request.body)
      return outcome === 'asked' ? reply.code(202).send({ next: 'check-mail' }) : reply.code(204).send(null)
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
        examples: examples.readProfile,
      },
    },
    async (request, reply) => {
      const found = await findProfile(deps.db, { username: request.params.username, macKey, now: request.scope.now })
      if (!found) throw profileMissing()
      const profile = profileReply(found.profile)
      letCachesKeep(reply, profileSeconds)
      if (answersKnown(reply, JSON.stringify(profile))) return reply.code(304).send(null)
      return profile
    },
  )
}

/** Adds the routes of the caller's own account and of public profiles. */
export function accountRoutes(app: App, deps: AccountDeps): void {
  readRoute(app, deps)
  changeRoutes(app, deps)
  profileRoutes(app, deps)
}
