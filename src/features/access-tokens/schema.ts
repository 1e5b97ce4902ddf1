import { type Static, Type } from 'typebox'
import type { ListedToken } from './list-tokens.ts'
import { type TokenScope, tokenScopes } from './scopes.ts'

const moment = (description: string) => Type.String({ description: `${description}; ISO 8601, UTC` })
const scopes = (description: string) => Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20, description })

/** What a new token is called, what it is for and how long it works. */
export const MakeTokenBody = Type.Object(
  {
    name: Type.String({ maxLength: 300, description: 'What it is for, in your words; no two living tokens share one' }),
    scopes: scopes(`At least one of ${tokenScopes.join(', ')}`),
    expiresInDays: Type.Integer({ description: 'From 1 to 366' }),
  },
  { additionalProperties: false },
)
export type MakeTokenBody = Static<typeof MakeTokenBody>

const listed = {
  id: Type.String(),
  name: Type.String(),
  scopes: scopes('What it opens'),
  createdAt: moment('When it was made'),
  expiresAt: moment('When it stops working'),
  lastUsedAt: Type.Union([Type.String(), Type.Null()], { description: 'To the minute; null where it never was' }),
}

/** A token of the caller; its text is never told again. */
export const AccessTokenReply = Type.Object(listed, { title: 'AccessToken' })

/** The same with its text, once. */
export const NewTokenReply = Type.Object(
  { ...listed, token: Type.String({ description: 'Shown this once; keep it like a password' }) },
  { title: 'NewAccessToken' },
)

/** Newest first; those that ran out stay for 30 days. */
export const AccessTokensReply = Type.Object({
  items: Type.Array(AccessTokenReply),
  nextCursor: Type.Null({ description: 'There is never a second page' }),
})

export const TokenParams = Type.Object({ id: Type.String() })

const box = Type.Boolean()

/** The form: a box for each scope, and one of the offered lengths of life. */
export const MakeTokenForm = Type.Object(
  { name: Type.String(), accountRead: box, accountWrite: box, activityRead: box, days: Type.String() },
  { additionalProperties: false },
)
export type MakeTokenForm = Static<typeof MakeTokenForm>

/** The box of each scope. */
export const boxes = {
  'account:read': 'accountRead',
  'account:write': 'accountWrite',
  'activity:read': 'activityRead',
} as const satisfies Record<TokenScope, keyof MakeTokenForm>

/** The lengths of life that the form offers, in days. */
export const offeredDays = ['7', '30', '90', '365'] as const

/** A token as its owner's programs see it. */
export const accessTokenReply = (token: ListedToken): Static<typeof AccessTokenReply> => ({
  id: token.id,
  name: token.name,
  scopes: [...token.scopes],
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
})
