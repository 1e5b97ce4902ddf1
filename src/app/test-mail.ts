import { randomUUID } from 'node:crypto'
import type { Config } from '../config/config.ts'
import type { Message } from '../platform/mail/message.ts'
import { renderMail } from '../platform/mail/render-mail.tsx'
import { brandOf, hostOf } from './mail.ts'
import { appTexts } from './texts/index.ts'

/** A mail that says nothing but that mails arrive. */
export function testMail(config: Config, address: string): Message {
  const locale = config.siteLanguage
  const t = appTexts(locale, config.siteTimeZone)
  const content = {
    subject: t.testMailSubject({ site: config.siteName }),
    preview: t.testMailText(),
    blocks: [
      { kind: 'text', text: t.testMailText() },
      { kind: 'button', label: t.testMailOpen(), href: config.publicUrl.href },
    ],
  } as const
  return {
    to: { name: '', address },
    subject: content.subject,
    messageId: `${randomUUID()}@${hostOf(config)}`,
    ...renderMail(content, { brand: brandOf(config), locale }),
  }
}
