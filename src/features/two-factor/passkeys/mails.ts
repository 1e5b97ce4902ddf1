import type { Config } from '../../../config/config.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { isolate } from '../../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import type { Mailer } from '../../../platform/mail/mailer.ts'
import { findAccount } from '../../accounts/index.ts'
import * as queries from './queries.ts'
import { type PasskeysTexts, passkeysTexts } from './texts/index.ts'

export type PasskeyMailDeps = {
  readonly db: Db
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl'>
}

type Kind = 'passkey-added' | 'passkey-removed'
type Told = { readonly kind: Kind; readonly accountId: string; readonly passkeyId: string; readonly now: Date }

/** Queues the mail that tells the owner of an account of a passkey that came or went. */
export const tellPasskey = (tx: Tx, mailer: Mailer, { kind, accountId, passkeyId, now }: Told) =>
  mailer.queue(tx, { kind, accountId, about: { passkey: passkeyId }, now })

type Facts = { readonly site: string; readonly name: string; readonly username: string; readonly at: Date }

const words = {
  'passkey-added': (t: PasskeysTexts, { site, ...facts }: Facts) => ({
    subject: t.mailAddedSubject({ site }),
    preview: t.mailAddedPreview(),
    text: t.mailAddedText(facts),
    notYou: t.mailAddedNotYou(),
  }),
  'passkey-removed': (t: PasskeysTexts, { site, username, at }: Facts) => ({
    subject: t.mailRemovedSubject({ site }),
    preview: t.mailRemovedPreview(),
    text: t.mailRemovedText({ username, at }),
    notYou: t.mailRemovedNotYou(),
  }),
} as const

async function compose({ db, config }: PasskeyMailDeps, kind: Kind, subject: Subject): Promise<Composed | null> {
  const account = subject.accountId === null ? null : await findAccount(db, subject.accountId)
  if (!account) return null
  const locale = account.language ?? config.siteLanguage
  const t = passkeysTexts(locale, account.timeZone ?? config.siteTimeZone)
  const { username, displayName } = account
  // One that is gone has no name any more.
  const name = (await queries.findName(db, subject.about.passkey ?? ''))?.name ?? t.someName()
  const said = words[kind](t, { site: config.siteName, name: isolate(name), username, at: subject.causedAt })
  return {
    to: { name: displayName, address: account.email },
    locale,
    content: {
      subject: said.subject,
      preview: said.preview,
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(displayName) }) },
        { kind: 'text', text: said.text },
        { kind: 'aside', text: said.notYou },
        { kind: 'button', label: t.mailRecover(), href: `${config.publicUrl.href}/recover` },
      ],
    },
  }
}

/** What mails there are about passkeys. */
export const passkeyMails = (deps: PasskeyMailDeps): readonly MailKind[] =>
  (['passkey-added', 'passkey-removed'] as const).map((name) => ({
    name,
    compose: (subject) => compose(deps, name, subject),
  }))
