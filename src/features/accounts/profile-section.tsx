import { Button } from '../../platform/html/button.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { isolate } from '../../platform/html/facts.ts'
import { Field, TextArea } from '../../platform/html/field.tsx'
import { Actions, Form, Pair } from '../../platform/html/form.tsx'
import { errorsOf } from '../../platform/html/form-errors.ts'
import { Section } from '../../platform/html/section.tsx'
import type { SectionProps } from './account-forms.ts'
import { composedName } from './change-account.ts'
import { longestText } from './names.ts'
import { accountsTexts } from './texts/index.ts'

/** Names, date of birth, location and a few words. */
export function ProfileSection({ page, account, values, errors }: SectionProps) {
  const t = accountsTexts(page.locale, page.timeZone)
  const common = (name: string) => ({ page, name, value: values[name], errors: errorsOf(errors, name) })
  const today = page.now.toISOString().slice(0, 10)
  return (
    <Section id="profile" title={t.profileTitle()} lead={t.profileLead()}>
      <Form card action={page.href('/account/profile')}>
        <ErrorSummary page={page} errors={errors} />
        <Pair>
          <Field {...common('firstName')} label={t.firstName()} autocomplete="given-name" />
          <Field {...common('lastName')} label={t.lastName()} autocomplete="family-name" />
        </Pair>
        <Field
          {...common('displayName')}
          label={t.displayName()}
          hint={t.displayNameHint({ name: isolate(composedName(account)) })}
          autocomplete="nickname"
          optional
        />
        <Field
          {...common('dateOfBirth')}
          label={t.dateOfBirth()}
          hint={t.dateOfBirthHint()}
          type="date"
          min="1900-01-01"
          max={today}
          autocomplete="bday"
          optional
        />
        <Field {...common('location')} label={t.location()} hint={t.locationHint()} autocomplete="off" optional />
        <TextArea {...common('bio')} label={t.bio()} hint={t.bioHint({ longest: longestText.bio })} optional />
        <input type="hidden" name="shown" value={values.shown} />
        <Actions>
          <Button kind="primary">{t.saveProfile()}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
