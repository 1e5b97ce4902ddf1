import { type Static, Type } from 'typebox'
import type { Account } from './account.ts'

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description })
const moment = Type.String({ description: 'ISO 8601, UTC' })

/** An account as its owner sees it; nobody else does. */
export const AccountReply = Type.Object(
  {
    id: Type.String(),
    username: Type.String(),
    email: Type.String(),
    firstName: Type.String(),
    lastName: Type.String(),
    displayName: Type.String(),
    dateOfBirth: orNull('YYYY-MM-DD'),
    location: orNull('One line of plain text'),
    bio: orNull('Plain text with line breaks'),
    visibility: Type.Union([Type.Literal('public'), Type.Literal('private')]),
    language: Type.Union([Type.Literal('en'), Type.Literal('de'), Type.Null()]),
    timeZone: orNull('IANA name'),
    role: Type.Union([Type.Literal('member'), Type.Literal('moderator'), Type.Literal('admin')]),
    status: Type.Union([
      Type.Literal('active'),
      Type.Literal('suspended'),
      Type.Literal('restricted'),
      Type.Literal('quarantined'),
      Type.Literal('leaving'),
    ]),
    createdAt: moment,
    lastSignInAt: Type.Union([moment, Type.Null()]),
  },
  { title: 'Account' },
)
export type AccountReply = Static<typeof AccountReply>

/** What of an account goes to its owner. */
export const accountReply = (account: Account): AccountReply => ({
  id: account.id,
  username: account.username,
  email: account.email,
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
