import { Type } from 'typebox'

const password = Type.String({ maxLength: 4096 })

/** The new password, twice; at the first one the box of the terms too. */
export const SetPasswordForm = Type.Object(
  { newPassword: password, newPasswordAgain: password, acceptTerms: Type.Boolean() },
  { additionalProperties: false },
)
