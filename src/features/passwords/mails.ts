import type { Config } from '../../config/config.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isolate } from '../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../platform/mail/mail-kind.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import { findAccount } from '../accounts/index.ts'
import { passwordsTexts } from './texts/index.ts'

export type PasswordMailDeps = {
  readonly db: Db
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl'>
}

const name = 'password-changed'

/** Queues the mail that tells the owner of an account that its password is another one now. */
export const tellPasswordChanged = (tx: Tx, mailer: Mailer, { accountId, now }: { accountId: string; now: Date }) =>
  mailer.queue(tx, { kind: name, accountId, now })

async function compose({ db, config }: PasswordMailDeps, subject: Subject): Promise<Composed | null> {
  const account = subject.accountId === null ? null : await findAccount(db, subject.accountId)
  if (!account) return null
  const locale = account.language ?? config.siteLanguage
  const t = passwordsTexts(locale, account.timeZone ?? config.siteTimeZone)
  const [site, at] = [config.siteName, subject.causedAt]
  return {
    to: { name: account.displayName, address: account.email },
    locale,
    content: {
      subject: t.mailChangedSubject({ site }),
      preview: t.mailChangedPreview(),
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(account.displayName) }) },
        { kind: 'text', text: t.mailChangedText({ username: account.username, at }) },
        { kind: 'aside', text: t.mailChangedNotYou() },
        { kind: 'button', label: t.mailChangedRecover(), href: `${config.publicUrl.href}/recover` },
      ],
    },
  }
}

/** What mails there are about passwords. */
export const passwordMails = (deps: PasswordMailDeps): readonly MailKind[] => [
  { name, compose: (subject) => compose(deps, subject) },
]
