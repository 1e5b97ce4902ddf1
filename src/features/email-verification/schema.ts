import { type Static, Type } from 'typebox'

// Bounds far beyond what anybody has: the operation answers with one sentence for all that is wrong.
const password = Type.String({ maxLength: 4096 })
const token = Type.String({ maxLength: 1000, description: 'From the address of the link' })

/** The token of the link that a mail brought to the address of an account. */
export const ProveAddressBody = Type.Object(
  {
    token,
    newPassword: Type.Optional(
      Type.String({
        maxLength: 4096,
        description: 'Needed where neither a session nor a sign-in of the account is here; replaces the present one',
      }),
    ),
  },
  { additionalProperties: false, title: 'ProveAddress' },
)
export type ProveAddressBody = Static<typeof ProveAddressBody>

export const MailedLinkBody = Type.Object({ token }, { additionalProperties: false, title: 'MailedLink' })
export type MailedLinkBody = Static<typeof MailedLinkBody>

/** The way to a new password, after an account was taken back. */
export const TakenBack = Type.Object(
  { next: Type.Literal('recovery'), token: Type.String({ description: 'For PUT /api/recovery' }) },
  { title: 'TakenBack' },
)

/** A button; where the browser is unknown, with a new password. */
export const ProveAddressForm = Type.Object(
  { newPassword: Type.Optional(password), newPasswordAgain: Type.Optional(password) },
  { additionalProperties: false },
)

export const ButtonForm = Type.Object({}, { additionalProperties: false })

export const StepForm = Type.Object({ return_to: Type.Optional(Type.String()) }, { additionalProperties: false })
