import { type Static, Type } from 'typebox'

// Bounds far beyond the policy's, which answers with a sentence.
const password = (description: string) => Type.String({ maxLength: 4096, description })

/** A change of one's own password. */
export const ChangePasswordBody = Type.Object(
  { currentPassword: password('The one that holds now'), newPassword: password('The one to hold from now on') },
  { additionalProperties: false, title: 'ChangePassword' },
)
export type ChangePasswordBody = Static<typeof ChangePasswordBody>

/** The form has the new one twice. */
export const ChangePasswordForm = Type.Object(
  { ...ChangePasswordBody.properties, newPasswordAgain: password('The new one once more') },
  { additionalProperties: false },
)
