import type { Config } from '../../../config/config.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isolate } from '../../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import { findAccount } from '../../accounts/index.ts'
import { type TotpTexts, totpTexts } from './texts/index.ts'

export type AuthenticatorMailDeps = {
  readonly db: Db
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl'>
}

const kinds = ['authenticator-added', 'authenticator-replaced', 'authenticator-removed'] as const
type Kind = (typeof kinds)[number]
type Told = { readonly kind: Kind; readonly accountId: string; readonly now: Date }

/** Queues the mail that tells the owner of an account of an app that came or went. */
export const tellAuthenticator = (tx: Tx, mailer: Mailer, { kind, accountId, now }: Told) =>
  mailer.queue(tx, { kind, accountId, now })

type Facts = { readonly site: string; readonly username: string; readonly at: Date }

const words = {
  'authenticator-added': (t: TotpTexts, { site, ...facts }: Facts) => ({
    subject: t.mailAddedSubject({ site }),
    text: t.mailAddedText(facts),
  }),
  'authenticator-replaced': (t: TotpTexts, { site, ...facts }: Facts) => ({
    subject: t.mailReplacedSubject({ site }),
    text: t.mailReplacedText(facts),
  }),
  'authenticator-removed': (t: TotpTexts, { site, ...facts }: Facts) => ({
    subject: t.mailRemovedSubject({ site }),
    text: t.mailRemovedText(facts),
  }),
} as const

async function compose({ db, config }: AuthenticatorMailDeps, kind: Kind, subject: Subject): Promise<Composed | null> {
  const account = subject.accountId === null ? null : await findAccount(db, subject.accountId)
  if (!account) return null
  const locale = account.language ?? config.siteLanguage
  const t = totpTexts(locale, account.timeZone ?? config.siteTimeZone)
  const { username, displayName, email } = account
  const said = words[kind](t, { site: config.siteName, username, at: subject.causedAt })
  return {
    to: { name: displayName, address: email },
    locale,
    content: {
      subject: said.subject,
      preview: t.mailPreview(),
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(displayName) }) },
        { kind: 'text', text: said.text },
        { kind: 'aside', text: t.mailNotYou() },
        { kind: 'button', label: t.mailRecover(), href: `${config.publicUrl.href}/recover` },
      ],
    },
  }
}

/** What mails there are about apps that show codes. */
export const authenticatorMails = (deps: AuthenticatorMailDeps): readonly MailKind[] =>
  kinds.map((name) => ({ name, compose: (subject) => compose(deps, name, subject) }))
