import { type Static, Type } from 'typebox'

/** Leaving for good: the username, typed once more. */
export const LeaveBody = Type.Object(
  { confirmUsername: Type.String({ maxLength: 1000, description: 'The username of the account, to be sure' }) },
  { additionalProperties: false, title: 'Leave' },
)
export type LeaveBody = Static<typeof LeaveBody>
