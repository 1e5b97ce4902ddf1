import { type Static, Type } from 'typebox'
import type { Account } from './account.ts'
import type { PublicProfile } from './public-profile.ts'

// Written as types and lists of values: what a reply has a choice of alternatives for is validated before it is written.
const orNull = (description: string) => Type.Unsafe<string | null>({ type: ['string', 'null'], description })
const oneOf = <Value extends string>(values: readonly Value[], description?: string) =>
  Type.Unsafe<Value>({ type: 'string', enum: values, ...(description ? { description } : {}) })
const moment = Type.String({ description: 'ISO 8601, UTC' })

/** An account as its owner sees it; nobody else does. */
export const AccountReply = Type.Object(
  {
    id: Type.String(),
    username: Type.String(),
    email: Type.String(),
    emailVerifiedAt: orNull('Since when it is known that the person reads this mailbox; null: nobody has looked'),
    mailState: oneOf(['working', 'bouncing'], 'bouncing: a mail server has refused the address for good'),
    firstName: Type.String(),
    lastName: Type.String(),
    displayName: Type.String(),
    dateOfBirth: orNull('YYYY-MM-DD'),
    location: orNull('One line of plain text'),
    bio: orNull('Plain text with line breaks'),
    visibility: oneOf(['public', 'private']),
    language: Type.Unsafe<'en' | 'de' | null>({ type: ['string', 'null'], enum: ['en', 'de', null] }),
    timeZone: orNull('IANA name'),
    role: oneOf(['member', 'moderator', 'admin']),
    status: oneOf(['active', 'suspended', 'restricted', 'quarantined', 'leaving']),
    createdAt: moment,
    lastSignInAt: orNull('ISO 8601, UTC'),
  },
  { title: 'Account' },
)
export type AccountReply = Static<typeof AccountReply>

const replies = new WeakMap<Account, AccountReply>()

/** What of an account goes to its owner. */
export function accountReply(account: Account): AccountReply {
  const made = replies.get(account) ?? writeReply(account)
  replies.set(account, made)
  return made
}

const writeReply = (account: Account): AccountReply => ({
  id: account.id,
  username: account.username,
  email: account.email,
  emailVerifiedAt: account.emailVerifiedAt?.toISOString() ?? null,
  mailState: account.mailState,
  firstName: account.firstName,
  lastName: account.lastName,
  displayName: account.displayName,
  dateOfBirth: account.dateOfBirth,
  location: account.location,
  bio: account.bio,
  visibility: account.visibility,
  language: account.language,
  timeZone: account.timeZone,
  role: account.role,
  status: account.status,
  createdAt: account.createdAt.toISOString(),
  lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
})

const textOrNull = (maxLength: number) => Type.Union([Type.String({ maxLength }), Type.Null()])

/** What a person changes of their own account. Bounds are loose: the operation says precisely what is wrong. */
export const ChangeAccountBody = Type.Object(
  {
    firstName: Type.Optional(Type.String({ maxLength: 1000 })),
    lastName: Type.Optional(Type.String({ maxLength: 1000 })),
    displayName: Type.Optional(textOrNull(1000)),
    dateOfBirth: Type.Optional(textOrNull(100)),
    location: Type.Optional(textOrNull(1000)),
    bio: Type.Optional(textOrNull(5000)),
    language: Type.Optional(textOrNull(100)),
    timeZone: Type.Optional(textOrNull(100)),
    visibility: Type.Optional(Type.Union([Type.Literal('public'), Type.Literal('private')])),
    username: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false, title: 'ChangeAccount' },
)
export type ChangeAccountBody = Static<typeof ChangeAccountBody>

export const ChangeEmailBody = Type.Object(
  { email: Type.String({ maxLength: 1000 }) },
  { additionalProperties: false, title: 'ChangeEmail' },
)
export type ChangeEmailBody = Static<typeof ChangeEmailBody>

/** The mail to the new address has to be answered first. */
export const EmailAsked = Type.Object({ next: Type.Literal('check-mail') }, { title: 'EmailAsked' })

export const ProfileParams = Type.Object({ username: Type.String({ maxLength: 200 }) })
export type ProfileParams = Static<typeof ProfileParams>

/** A person as everybody may see them. */
export const ProfileReply = Type.Object(
  {
    username: Type.String({ description: 'The present one, also where a former one was asked for.' }),
    displayName: Type.String(),
    joinedOn: orNull('YYYY-MM-DD, UTC'),
    location: orNull('One line of plain text'),
    bio: orNull('Plain text with line breaks'),
  },
  { title: 'Profile' },
)
export type ProfileReply = Static<typeof ProfileReply>

/** What of a profile goes to everybody; whether it is private shows only in what is missing. */
export const profileReply = ({ username, displayName, joinedOn, location, bio }: PublicProfile): ProfileReply => ({
  username,
  displayName,
  joinedOn,
  location,
  bio,
})
