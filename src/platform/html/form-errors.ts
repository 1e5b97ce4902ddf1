import type { Issue } from '../errors/app-error.ts'
import type { PageContext } from './page-context.ts'

/** What is wrong with a form: `field` is the id of the control, or empty when it concerns the whole form. */
export type FormErrors = readonly { readonly field: string; readonly text: string }[]

/** An operation's issues in the language of the page. */
export function formErrors(page: PageContext, issues: readonly Issue[]): FormErrors {
  return issues.map(({ field, text }) => ({ field, text: text(page.locale, page.timeZone) }))
}

/** The texts that belong to one field. */
export function errorsOf(errors: FormErrors, field: string): readonly string[] {
  return errors.filter((error) => error.field === field).map(({ text }) => text)
}
