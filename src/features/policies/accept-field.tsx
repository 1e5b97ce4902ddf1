import { Checkbox } from '../../platform/html/checkbox.tsx'
import { errorsOf, type FormErrors } from '../../platform/html/form-errors.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import { policiesTexts } from './texts/index.ts'

/** "I accept the terms and the privacy policy", each with its link; the field is `acceptTerms`. */
export function AcceptField({ page, checked, errors }: { page: PageContext; checked: boolean; errors: FormErrors }) {
  const link = (path: string) => (words: string) => <a href={page.href(path)}>{words}</a>
  return (
    <Checkbox
      name="acceptTerms"
      label={policiesTexts(page.locale).accept({ terms: link('/terms'), privacy: link('/privacy') })}
      checked={checked}
      required
      errors={errorsOf(errors, 'acceptTerms')}
    />
  )
}
