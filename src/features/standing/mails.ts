import type { Config } from '../../config/config.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isolate } from '../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../platform/mail/mail-kind.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import { findAccount } from '../accounts/index.ts'
import { type StandingTexts, standingTexts } from './texts/index.ts'

export type StandingMailDeps = {
  readonly db: Db
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl'>
}

const kinds = ['factors-reset', 'recovery-link-made'] as const
type Kind = (typeof kinds)[number]

/** Queues the mail that tells the owner what was done for whoever said to be them. */
export const tellOfHelp = (
  tx: Tx,
  mailer: Mailer,
  { kind, accountId, now }: { kind: Kind; accountId: string; now: Date },
) => mailer.queue(tx, { kind, accountId, now })

type Facts = { readonly site: string; readonly username: string; readonly at: Date }

const words = {
  'factors-reset': (t: StandingTexts, { site, username, at }: Facts) => ({
    subject: t.mailResetSubject({ site }),
    preview: t.mailResetPreview(),
    text: t.mailResetText({ username, at, site }),
    next: t.mailResetNext(),
    notYou: t.mailResetNotYou(),
    button: t.mailResetButton(),
    path: '/recover',
  }),
  'recovery-link-made': (t: StandingTexts, { site, username, at }: Facts) => ({
    subject: t.mailLinkSubject({ site }),
    preview: t.mailLinkPreview(),
    text: t.mailLinkText({ username, at, site }),
    next: t.mailLinkNext(),
    notYou: t.mailLinkNotYou(),
    button: t.mailLinkButton(),
    path: '/account/security/password',
  }),
} as const

async function compose({ db, config }: StandingMailDeps, kind: Kind, subject: Subject): Promise<Composed | null> {
  const account = subject.accountId === null ? null : await findAccount(db, subject.accountId)
  if (!account) return null
  const locale = account.language ?? config.siteLanguage
  const t = standingTexts(locale, account.timeZone ?? config.siteTimeZone)
  const facts = { site: config.siteName, username: account.username, at: subject.causedAt }
  const said = words[kind](t, facts)
  return {
    to: { name: account.displayName, address: account.email },
    locale,
    content: {
      subject: said.subject,
      preview: said.preview,
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(account.displayName) }) },
        { kind: 'text', text: said.text },
        { kind: 'text', text: said.next },
        { kind: 'aside', text: said.notYou },
        { kind: 'button', label: said.button, href: `${config.publicUrl.href}${said.path}` },
      ],
    },
  }
}

/** What mails there are about what admins do for somebody who cannot get in. */
export const standingMails = (deps: StandingMailDeps): readonly MailKind[] =>
  kinds.map((name) => ({ name, compose: (subject) => compose(deps, name, subject) }))
