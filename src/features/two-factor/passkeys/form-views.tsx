import type { Issue } from '../../../platform/errors/app-error.ts'
import { Button, LinkButton } from '../../../platform/html/button.tsx'
import { ErrorSummary } from '../../../platform/html/error-summary.tsx'
import { Field } from '../../../platform/html/field.tsx'
import { Actions, Form } from '../../../platform/html/form.tsx'
import { errorsOf, formErrors } from '../../../platform/html/form-errors.ts'
import { Notice } from '../../../platform/html/notice.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { Card } from '../../../platform/html/section.tsx'
import { Shell } from '../../../platform/html/shell.tsx'
import type { ListedPasskey } from './list-passkeys.ts'
import { PasskeyForm } from './passkey-form.tsx'
import { passkeysTexts } from './texts/index.ts'
import { factsOf, passkeysPath } from './views.tsx'

const textsOf = (page: PageContext) => passkeysTexts(page.locale, page.timeZone)

type AddProps = { page: PageContext; issues: readonly Issue[]; name: string }

/** Adding a passkey: what it is, what it shall be called, and the button. */
export function AddPasskeyPage({ page, issues, name }: AddProps) {
  const t = textsOf(page)
  const errors = formErrors(page, issues)
  return (
    <Shell page={page} title={t.addTitle()} lead={t.addLead()}>
      <Card>
        <noscript>
          <Notice tone="note">{t.addNeedsScript()}</Notice>
        </noscript>
        <ErrorSummary page={page} errors={errors} />
        <PasskeyForm
          page={page}
          does="create"
          options={page.href('/api/account/passkeys/options')}
          action={page.href(passkeysPath)}
          submit={t.add()}
          required
          primary
          narrow
        >
          <Field
            {...{ page, name: 'name', value: name, errors: errorsOf(errors, 'name') }}
            label={t.addNameLabel()}
            hint={t.addNameHint()}
            autocomplete="off"
            maxlength={60}
          />
          <p class="small">{t.addOthersEnd()}</p>
        </PasskeyForm>
        <Actions>
          <LinkButton kind="quiet" href={page.href(passkeysPath)}>
            {t.addBack()}
          </LinkButton>
        </Actions>
      </Card>
    </Shell>
  )
}

type RenameProps = { page: PageContext; passkey: ListedPasskey; typed: string; issues: readonly Issue[] }

/** Another name for a passkey. */
export function RenamePasskeyPage({ page, passkey, typed, issues }: RenameProps) {
  const t = textsOf(page)
  const errors = formErrors(page, issues)
  return (
    <Shell page={page} title={t.renameTitle()} lead={factsOf(page, passkey)}>
      <Form card action={page.href(`${passkeysPath}/${passkey.id}/name`)}>
        <ErrorSummary page={page} errors={errors} />
        <Field
          {...{ page, name: 'name', value: typed, errors: errorsOf(errors, 'name') }}
          label={t.renameNameLabel()}
          autocomplete="off"
        />
        <Actions>
          <Button kind="primary">{t.renameSubmit()}</Button>
          <LinkButton kind="quiet" href={page.href(passkeysPath)}>
            {t.renameBack()}
          </LinkButton>
        </Actions>
      </Form>
    </Shell>
  )
}
