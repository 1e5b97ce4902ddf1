import type { FormErrors } from './form-errors.ts'
import { Icon } from './icon.tsx'
import { focusHere } from './notice.tsx'
import type { PageContext } from './page-context.ts'
import { htmlTexts } from './texts/index.ts'

/** The first thing to mend of each field; the others stand beside it. */
function firstOfEach(page: PageContext, errors: FormErrors): FormErrors {
  const t = htmlTexts(page.locale, page.timeZone)
  return [...Map.groupBy(errors, ({ field }) => field)].map(([field, [first, ...others]]) => {
    const text = first?.text ?? ''
    return { field, text: others.length > 0 ? t.errorAndMore({ text, count: others.length }) : text }
  })
}

/** First in the card after a form failed: how many fields to mend, each with a link to it. It has the focus. */
export function ErrorSummary({ page, errors }: { page: PageContext; errors: FormErrors }) {
  if (errors.length === 0) return null
  const ofFields = firstOfEach(
    page,
    errors.filter(({ field }) => field !== ''),
  )
  return (
    <div class="notice bad" id="error-summary" role="alert" {...focusHere}>
      <Icon name="alert" />
      {errors.map(({ field, text }) => field === '' && <p key={text}>{text}</p>)}
      {ofFields.length > 0 && (
        <>
          <h2>{htmlTexts(page.locale, page.timeZone).errorCount({ count: ofFields.length })}</h2>
          <ul>
            {ofFields.map(({ field, text }) => (
              <li key={field}>
                <a href={`#${field}`}>{text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
