import type { Config } from '../../config/config.ts'
import { open, type SealKey, SealUnreadable, seal } from '../../platform/crypto/seal.ts'
import type { Tx } from '../../platform/db/db.ts'
import { isolate } from '../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../platform/mail/mail-kind.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { Account } from '../accounts/index.ts'
import type { Keys } from '../keys/index.ts'
import { standingTexts } from './texts/index.ts'

export type FarewellDeps = { readonly mailer: Mailer; readonly keys: Pick<Keys, 'farewell'> }

export type FarewellMailDeps = {
  readonly keys: Pick<Keys, 'farewell'>
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone'>
}

const kinds = ['account-left', 'account-removed'] as const

type Gone = Pick<Account, 'email' | 'username' | 'displayName' | 'language' | 'timeZone'>

const sealKeyOf = ({ farewell: key }: Pick<Keys, 'farewell'>): SealKey => ({ id: '000000000000', key })
const place = 'mail:farewell'

/**
 * Tells the address of an account that is gone. Nobody else knows it any more, so it goes along with the mail, sealed, and is
 * dropped with the last try. To be called after the erasure, which takes all mails about the account.
 */
export async function sayFarewell(
  tx: Tx,
  { mailer, keys }: FarewellDeps,
  { account, kind, now }: { account: Account; kind: (typeof kinds)[number]; now: Date },
): Promise<void> {
  const { email, username, displayName, language, timeZone } = account
  const gone: Gone = { email, username, displayName, language, timeZone }
  const sealedTo = seal(sealKeyOf(keys), JSON.stringify(gone), place)
  await mailer.queue(tx, { kind, accountId: null, about: { sealedTo }, now })
}

function findGone({ keys }: FarewellMailDeps, { about }: Subject): Gone | null {
  try {
    return JSON.parse(open([sealKeyOf(keys)], about.sealedTo ?? '', place).toString()) as Gone
  } catch (error) {
    if (error instanceof SealUnreadable) return null
    throw error
  }
}

async function compose(deps: FarewellMailDeps, isOwn: boolean, subject: Subject): Promise<Composed | null> {
  const { config } = deps
  const gone = findGone(deps, subject)
  if (!gone) return null
  const locale = gone.language ?? config.siteLanguage
  const t = standingTexts(locale, gone.timeZone ?? config.siteTimeZone)
  const site = config.siteName
  const facts = { username: gone.username, site, at: subject.causedAt }
  return {
    to: { name: gone.displayName, address: gone.email },
    locale,
    content: {
      subject: t.mailGoneSubject({ site }),
      preview: t.mailGonePreview(),
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(gone.displayName) }) },
        { kind: 'text', text: isOwn ? t.mailLeftText(facts) : t.mailRemovedText(facts) },
        { kind: 'text', text: t.mailGoneText() },
        { kind: 'aside', text: isOwn ? t.mailLeftNotYou() : t.mailRemovedAsk() },
      ],
    },
  }
}

/** The mails about accounts that are gone. */
export const farewellMails = (deps: FarewellMailDeps): readonly MailKind[] =>
  kinds.map((name) => ({ name, compose: (subject) => compose(deps, name === 'account-left', subject) }))
