import { Type } from 'typebox'
import type { FormErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { Account } from './account.ts'
import { type AccountChange, composedName } from './change-account.ts'
import { findTouched, marksOf } from './untouched.ts'

/** The forms of the account page, each with an address of its own below it. */
export type FormName = 'profile' | 'language' | 'username' | 'email' | 'visibility'

export type FormValues = Readonly<Record<string, string>>

/** A form that came back: what was typed, and what is wrong with it. */
export type Failure = { readonly form: FormName; readonly values: FormValues; readonly errors: FormErrors }

/** What each section is given: the form's values, and its errors where it is the one that failed. */
export type SectionProps = {
  readonly page: PageContext
  readonly account: Account
  readonly values: FormValues
  readonly errors: FormErrors
}

const text = Type.String()

/** What each form sends. `shown` are the marks of what it held when the page was made. */
export const formSchemas = {
  profile: Type.Object({
    firstName: text,
    lastName: text,
    displayName: text,
    dateOfBirth: text,
    location: text,
    bio: text,
    shown: text,
  }),
  language: Type.Object({ language: text, timeZone: text, shown: text }),
  username: Type.Object({ username: text }),
  email: Type.Object({ email: text }),
  visibility: Type.Object({ visibility: text }),
} as const

/** What each form holds for an account; a display name that nobody chose is an empty field. */
export const valuesOf = (account: Account) => ({
  profile: {
    firstName: account.firstName,
    lastName: account.lastName,
    displayName: account.displayName === composedName(account) ? '' : account.displayName,
    dateOfBirth: account.dateOfBirth ?? '',
    location: account.location ?? '',
    bio: account.bio ?? '',
  },
  language: { language: account.language ?? '', timeZone: account.timeZone ?? '' },
  username: { username: account.username },
  email: { email: account.email },
  visibility: { visibility: account.visibility },
})

/** The values of a form with the marks by which the next post is understood. */
export const withMarks = (values: FormValues): FormValues => ({ ...values, shown: marksOf(values) })

/** What a posted form changes: only what the person touched in it. */
export function changeOf({ shown, ...sent }: FormValues): AccountChange {
  return shown === undefined ? sent : findTouched(sent, shown)
}
