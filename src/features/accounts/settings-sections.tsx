import { Button } from '../../platform/html/button.tsx'
import { ErrorSummary } from '../../platform/html/error-summary.tsx'
import { Field, Select } from '../../platform/html/field.tsx'
import { Actions, Form } from '../../platform/html/form.tsx'
import { errorsOf } from '../../platform/html/form-errors.ts'
import { Notice } from '../../platform/html/notice.tsx'
import { Card, Section } from '../../platform/html/section.tsx'
import type { SectionProps } from './account-forms.ts'
import { findNextRename } from './rename.ts'
import { accountsTexts } from './texts/index.ts'
import { timeZones } from './time-zone.ts'

// Languages are offered in their own words, which whoever needs them can read.
const languageOptions = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
]

const zoneOptions = timeZones.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))

/** Language and time zone; empty is what the browser and the site say. */
export function LanguageSection({ page, values, errors, siteTimeZone }: SectionProps & { siteTimeZone: string }) {
  const t = accountsTexts(page.locale, page.timeZone)
  const common = (name: string) => ({ page, name, value: values[name], errors: errorsOf(errors, name), optional: true })
  return (
    <Section id="language-and-time" title={t.languageTitle()} lead={t.languageLead()}>
      <Form card action={page.href('/account/language')}>
        <ErrorSummary page={page} errors={errors} />
        <Select
          {...common('language')}
          label={t.language()}
          options={[{ value: '', label: t.languageOfBrowser() }, ...languageOptions]}
        />
        <Select
          {...common('timeZone')}
          label={t.timeZone()}
          options={[{ value: '', label: t.timeZoneOfSite({ timeZone: siteTimeZone }) }, ...zoneOptions]}
        />
        <input type="hidden" name="shown" value={values.shown} />
        <Actions>
          <Button>{t.saveLanguage()}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** The username, or the day on which it can change again. */
export function UsernameSection({ page, account, values, errors }: SectionProps) {
  const t = accountsTexts(page.locale, page.timeZone)
  const next = findNextRename(account, page.now)
  if (next && errors.length === 0)
    return (
      <Section id="name" title={t.usernameTitle()} lead={t.usernameLead()}>
        <Card>
          <p>{t.usernameLater({ username: account.username, at: next, b: (text) => <b>{text}</b> })}</p>
        </Card>
      </Section>
    )
  return (
    <Section id="name" title={t.usernameTitle()} lead={t.usernameLead()}>
      <Form card action={page.href('/account/username')}>
        <ErrorSummary page={page} errors={errors} />
        <Field
          {...{ page, name: 'username', value: values.username, errors: errorsOf(errors, 'username') }}
          label={t.username()}
          hint={t.usernameHint()}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
        />
        <Actions>
          <Button>{t.saveUsername()}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** The email address; its form asks for the password first where that was long ago. */
export function EmailSection({ page, values, errors, asked }: SectionProps & { asked: string | null }) {
  const t = accountsTexts(page.locale, page.timeZone)
  return (
    <Section id="address" title={t.emailTitle()} lead={t.emailLead()}>
      <Form card action={page.href('/account/email')}>
        <ErrorSummary page={page} errors={errors} />
        {asked !== null && (
          <Notice tone="note">{t.emailWaits({ email: asked, b: (text) => <b key="b">{text}</b> })}</Notice>
        )}
        <Field
          {...{ page, name: 'email', value: values.email, errors: errorsOf(errors, 'email') }}
          label={t.email()}
          hint={t.emailHint()}
          type="email"
          autocomplete="email"
          autocapitalize="none"
          spellcheck={false}
        />
        <Actions>
          <Button>{t.saveEmail()}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** Who sees the profile. */
export function VisibilitySection({ page, account, values, errors }: SectionProps) {
  const t = accountsTexts(page.locale, page.timeZone)
  const path = page.href(`/users/${account.username}`)
  return (
    <Section
      id="who-can-see"
      title={t.visibilityTitle()}
      lead={t.visibilityLead({ address: path, a: (text) => <a href={path}>{text}</a> })}
    >
      <Form card action={page.href('/account/visibility')}>
        <ErrorSummary page={page} errors={errors} />
        <Select
          {...{ page, name: 'visibility', value: values.visibility, errors: errorsOf(errors, 'visibility') }}
          label={t.visibility()}
          hint={t.visibilityHint()}
          options={[
            { value: 'public', label: t.visibilityPublic() },
            { value: 'private', label: t.visibilityPrivate() },
          ]}
        />
        <Actions>
          <Button>{t.saveVisibility()}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
