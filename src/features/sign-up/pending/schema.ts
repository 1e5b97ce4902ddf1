import { type Static, Type } from 'typebox'

// Bounds far beyond what anybody has: the operation answers with one sentence for all that is wrong.
const password = Type.String({ maxLength: 4096 })
const code = Type.String({ maxLength: 100, description: 'The six digits of the mail' })

/** What comes next, said to everybody. */
export const CheckMail = Type.Object({ next: Type.Literal('check-mail') }, { title: 'CheckMail' })

/** By the token of a mailed link, or by its digits in the browser that signed up. */
export const ConfirmSignUpBody = Type.Object(
  {
    token: Type.Optional(Type.String({ maxLength: 1000, description: 'From the address of the link' })),
    code: Type.Optional(code),
    newPassword: Type.Optional(
      Type.String({ maxLength: 4096, description: 'Needed with a token where the cookie of the sign-up is missing' }),
    ),
    acceptTerms: Type.Optional(Type.Boolean({ description: 'Needed with newPassword' })),
  },
  { additionalProperties: false, title: 'ConfirmSignUp' },
)
export type ConfirmSignUpBody = Static<typeof ConfirmSignUpBody>

export const AskAgainBody = Type.Object(
  { email: Type.String({ maxLength: 1000 }) },
  { additionalProperties: false, title: 'AskAgain' },
)
export type AskAgainBody = Static<typeof AskAgainBody>

const returnTo = Type.Optional(Type.String())

/** Without an address: that of the sign-up that waits for this browser. */
export const AskAgainForm = Type.Object(
  { email: Type.Optional(Type.String()), return_to: returnTo },
  { additionalProperties: false },
)

export const CodeForm = Type.Object({ code, return_to: returnTo }, { additionalProperties: false })

/** In the browser that signed up the form is a button. */
export const ConfirmSignUpForm = Type.Object(
  { newPassword: Type.Optional(password), newPasswordAgain: Type.Optional(password), acceptTerms: Type.Boolean() },
  { additionalProperties: false },
)
