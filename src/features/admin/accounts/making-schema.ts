import { type Static, Type } from 'typebox'
import type { Site } from '../../../platform/http/site.ts'
import type { PasswordLink } from '../../recovery/index.ts'
import { linkUrl } from './opening-link.ts'
import { AdministeredAccount } from './schema.ts'

// A few times what a rule allows: the rule then says what is wrong, and nothing endless gets that far.
const firstName = Type.String({ maxLength: 1_000 })
const lastName = Type.String({ maxLength: 1_000 })
const username = Type.String({
  maxLength: 240,
  description: '3 to 30 of a to z, A to Z, 0 to 9, and _ - . between them',
})
const email = Type.String({ maxLength: 1_000 })

/** Somebody who is to have an account. */
export const InvitationBody = Type.Object(
  { firstName, lastName, username, email, role: AdministeredAccount.properties.role },
  { additionalProperties: false, title: 'Invitation' },
)

/** Makes a request that may be sent again. */
export const InvitationHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'A random text; the same request with the same key makes one account, for a day.',
    }),
  ),
})

/** A link that lets its holder set a password; shown once. */
export const PasswordLinkReply = Type.Object(
  {
    url: Type.String({ description: 'Whoever holds it chooses the password: hand it over by a way you trust' }),
    expiresAt: Type.String({ description: 'Until when it works; ISO 8601, UTC' }),
  },
  { title: 'PasswordLink' },
)

/** The link as a program hands it over. */
export const passwordLinkReply = (
  site: Pick<Site, 'publicUrl'>,
  link: PasswordLink,
): Static<typeof PasswordLinkReply> => ({
  url: linkUrl(site, link),
  expiresAt: link.expiresAt.toISOString(),
})

/** What came of an invitation. */
export const InvitedReply = Type.Object({
  account: AdministeredAccount,
  link: Type.Union([PasswordLinkReply, Type.Null()], {
    description: 'Null where an earlier request with the same key made the account: it is shown once',
  }),
})

/** What staff puts right in the account of somebody else. */
export const DetailsBody = Type.Object(
  {
    firstName: Type.Optional(firstName),
    lastName: Type.Optional(lastName),
    displayName: Type.Optional(
      Type.Union([Type.String({ maxLength: 1_000 }), Type.Null()], { description: 'Null: first and last name' }),
    ),
    username: Type.Optional(username),
    email: Type.Optional(email),
    reason: Type.String({ maxLength: 5_000, description: 'Why; the person reads it. At most 500 characters' }),
  },
  { additionalProperties: false, title: 'Details' },
)
