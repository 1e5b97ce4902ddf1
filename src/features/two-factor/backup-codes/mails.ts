import type { Config } from '../../../config/config.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isolate } from '../../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import { findAccount } from '../../accounts/index.ts'
import { countCodes } from './code-set.ts'
import { type BackupCodesTexts, backupCodesTexts } from './texts/index.ts'

export type BackupCodeMailDeps = {
  readonly db: Db
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl'>
}

const kinds = ['backup-codes-made', 'backup-code-used', 'backup-codes-low'] as const
type Kind = (typeof kinds)[number]
type Told = { readonly kind: Kind; readonly accountId: string; readonly now: Date }

/** Queues the mail that tells the owner of an account what became of its backup codes. */
export const tellBackupCodes = (tx: Tx, mailer: Mailer, { kind, accountId, now }: Told) =>
  mailer.queue(tx, { kind, accountId, now })

type Facts = { readonly site: string; readonly username: string; readonly at: Date; readonly left: number }

const words = {
  'backup-codes-made': (t: BackupCodesTexts, { site, username, at }: Facts) => ({
    subject: t.mailMadeSubject({ site }),
    preview: t.mailMadePreview(),
    text: t.mailMadeText({ username, at }),
    more: null,
  }),
  'backup-code-used': (t: BackupCodesTexts, { site, username, at, left }: Facts) => ({
    subject: t.mailUsedSubject({ site }),
    preview: t.mailUsedPreview(),
    text: t.mailUsedText({ username, at }),
    more: t.mailLeft({ left }),
  }),
  'backup-codes-low': (t: BackupCodesTexts, { site, username, at, left }: Facts) => ({
    subject: t.mailLowSubject({ site, left }),
    preview: t.mailUsedPreview(),
    text: t.mailUsedText({ username, at }),
    more: t.mailLow({ left }),
  }),
} as const

async function compose({ db, config }: BackupCodeMailDeps, kind: Kind, subject: Subject): Promise<Composed | null> {
  const account = subject.accountId === null ? null : await findAccount(db, subject.accountId)
  if (!account) return null
  const locale = account.language ?? config.siteLanguage
  const t = backupCodesTexts(locale, account.timeZone ?? config.siteTimeZone)
  const { id, username, displayName, email } = account
  // As it is when the mail leaves: an older number would only unsettle.
  const { left } = await countCodes(db, id)
  const said = words[kind](t, { site: config.siteName, username, at: subject.causedAt, left })
  return {
    to: { name: displayName, address: email },
    locale,
    content: {
      subject: said.subject,
      preview: said.preview,
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(displayName) }) },
        { kind: 'text', text: said.text },
        ...(said.more === null ? [] : [{ kind: 'text', text: said.more } as const]),
        { kind: 'aside', text: t.mailNotYou() },
        { kind: 'button', label: t.mailRecover(), href: `${config.publicUrl.href}/recover` },
      ],
    },
  }
}

/** What mails there are about backup codes. */
export const backupCodeMails = (deps: BackupCodeMailDeps): readonly MailKind[] =>
  kinds.map((name) => ({ name, compose: (subject) => compose(deps, name, subject) }))
