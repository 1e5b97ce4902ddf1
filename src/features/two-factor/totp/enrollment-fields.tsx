import { CopyButton } from '../../../platform/html/copy-button.tsx'
import { Field } from '../../../platform/html/field.tsx'
import { FieldFrame } from '../../../platform/html/field-frame.tsx'
import type { PageContext } from '../../../platform/html/page-context.ts'
import { QrCode } from './qr-code.tsx'
import { addressOf, inGroups } from './secret.ts'
import { totpTexts } from './texts/index.ts'

type Props = {
  page: PageContext
  /** Shown to whoever has just proved to be the person, and to nobody else. */
  secret: string
  username: string
  /** What is wrong with the code. */
  errors: readonly string[]
}

/** What a form needs in which an app is set up: picture, key, and the code that shows that it worked (`code`). */
export function EnrollmentFields({ page, secret, username, errors }: Props) {
  const t = totpTexts(page.locale, page.timeZone)
  const address = addressOf({ secret, site: page.site.name, username })
  return (
    <>
      <QrCode text={address} alt={t.qrAlt()} />
      <a class="by-touch" href={address}>
        {t.openApp()}
      </a>
      <FieldFrame
        field={{
          page,
          name: 'key',
          label: t.keyLabel(),
          hint: t.keyHint(),
          aside: <CopyButton page={page} of="key" />,
        }}
      >
        <textarea
          class="handover key"
          id="key"
          readonly
          rows={1}
          aria-describedby="key-hint"
          spellcheck={false}
          value={inGroups(secret)}
        />
      </FieldFrame>
      <Field
        {...{ page, name: 'code', errors }}
        label={t.codeLabel()}
        hint={t.codeHint()}
        inputmode="numeric"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
      />
    </>
  )
}
