import { type Static, Type } from 'typebox'
import type { Role } from '../../../platform/scope/scope.ts'
import { type Account, composedName, findTouched, marksOf } from '../../accounts/index.ts'
import type { Details } from '../../standing/index.ts'

const text = Type.String()

/** The form for a new account. */
export const InvitationForm = Type.Object(
  { firstName: text, lastName: text, username: text, email: text, role: text, idempotencyKey: text },
  { additionalProperties: false },
)
export type InvitationForm = Static<typeof InvitationForm>

/** The form that puts an account right; `shown` are the marks of what it held when the page was made. */
export const DetailsForm = Type.Object(
  { firstName: text, lastName: text, displayName: text, username: text, email: text, reason: text, shown: text },
  { additionalProperties: false },
)
export type DetailsForm = Static<typeof DetailsForm>

/** What can be chosen, in the order of the list. */
export const offeredRoles: readonly Role[] = ['member', 'moderator', 'admin']

const valuesOf = (account: Account) => ({
  firstName: account.firstName,
  lastName: account.lastName,
  displayName: account.displayName === composedName(account) ? '' : account.displayName,
  username: account.username,
  email: account.email,
})

/** The form as it is first shown. */
export function detailsOf(account: Account): DetailsForm {
  const values = valuesOf(account)
  return { ...values, reason: '', shown: marksOf(values) }
}

/** The fields that were touched in the form: one that was left open must not undo what the person changed meanwhile. */
export const touchedOf = ({ reason: _, shown, ...values }: DetailsForm): Details => findTouched(values, shown)
