import { AppError } from '../../../platform/errors/app-error.ts'
import { type FormErrors, formErrors } from '../../../platform/html/form-errors.ts'
import type { PageContext } from '../../../platform/html/page-context.ts'

/** Whether an error is shown in the form that led to it. */
export const isForForm = (error: unknown): error is AppError =>
  error instanceof AppError && (error.issues.length > 0 || (error.status === 409 && error.text !== undefined))

/** What was wrong, beside the fields of the form. */
export function explain(page: PageContext, error: AppError): FormErrors {
  const { issues, text } = error
  if (issues.length === 0 && text) return [{ field: '', text: text(page.locale, page.timeZone) }]
  // The form asks how long; the operation judges the moment that comes of it.
  return formErrors(page, issues).map((issue) => (issue.field === 'until' ? { ...issue, field: 'days' } : issue))
}
