import type { MailContent } from '../../../platform/mail/content.ts'
import type { Composed } from '../../../platform/mail/mail-kind.ts'
import { isLanguage } from '../../../platform/texts/locale.ts'
import { signUpTexts } from '../texts/index.ts'
import { codeSeconds } from './code.ts'
import type { Handed, SignUpMailDeps } from './mail-deps.ts'

/** The mail to an address that has no account: nothing in it was typed by whoever signed up, who may be anybody. */
export function confirmationMail({ config }: SignUpMailDeps, { row, token, code }: Handed): Composed {
  const locale = isLanguage(row.language) ? row.language : config.siteLanguage
  const t = signUpTexts(locale, config.siteTimeZone)
  const site = config.siteName
  const content: MailContent = {
    subject: t.mailConfirmSubject({ site }),
    preview: t.mailConfirmPreview({ code }),
    blocks: [
      { kind: 'text', text: t.mailHello() },
      { kind: 'text', text: t.mailConfirmText({ site }) },
      { kind: 'button', label: t.mailConfirmButton(), href: `${config.publicUrl.href}/verify?token=${token}` },
      { kind: 'text', text: t.mailConfirmCode({ minutes: codeSeconds / 60 }) },
      { kind: 'code', code },
      { kind: 'aside', text: t.mailConfirmNotYou() },
    ],
  }
  return { to: { name: '', address: row.email }, locale, content }
}
