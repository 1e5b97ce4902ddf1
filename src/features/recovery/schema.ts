import { Type } from 'typebox'

const password = Type.String({ maxLength: 4096 })

/** The new password, twice. */
export const SetPasswordForm = Type.Object(
  { newPassword: password, newPasswordAgain: password },
  { additionalProperties: false },
)
