import { type Static, Type } from 'typebox'

// Bounds far beyond what anybody has: the operation answers with one sentence for all that is wrong.
const login = Type.String({ maxLength: 1000, description: 'Username or email' })
const password = Type.String({ maxLength: 4096 })

/** Who wants a link. */
export const RequestRecoveryBody = Type.Object({ login }, { additionalProperties: false, title: 'RequestRecovery' })
export type RequestRecoveryBody = Static<typeof RequestRecoveryBody>

/** What comes next, said to everybody. */
export const RecoveryRequested = Type.Object({ next: Type.Literal('check-mail') }, { title: 'RecoveryRequested' })

/** The token of a link, and the password to hold from now on. */
export const CompleteRecoveryBody = Type.Object(
  {
    token: Type.String({ maxLength: 1000, description: 'From the address of the link' }),
    newPassword: password,
    acceptTerms: Type.Optional(
      Type.Boolean({ description: 'Needed for the first password of an account that somebody else made' }),
    ),
  },
  { additionalProperties: false, title: 'CompleteRecovery' },
)
export type CompleteRecoveryBody = Static<typeof CompleteRecoveryBody>

/** The new password, twice; at the first one the box of the terms too. */
export const SetPasswordForm = Type.Object(
  { newPassword: password, newPasswordAgain: password, acceptTerms: Type.Boolean() },
  { additionalProperties: false },
)
