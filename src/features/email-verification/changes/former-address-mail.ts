import { isolate } from '../../../platform/html/facts.ts'
import type { Block } from '../../../platform/mail/content.ts'
import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import { type Account, findAccount } from '../../accounts/index.ts'
import { prolongLink } from '../../links/index.ts'
import type { VerificationMailDeps } from '../deps.ts'
import { type EmailVerificationTexts, emailVerificationTexts } from '../texts/index.ts'
import * as queries from './queries.ts'

/** The kind of mail that tells the former address. */
export const changedMail = 'email-changed'

/** How long the former address can take the account back, from the last time that its mail was handed over; seconds. */
export const undoSeconds = 7 * 24 * 3_600

type Handed = {
  readonly to: string
  readonly changedAt: Date
  readonly account: Account
  /** Null where the former address was never proved: it may be a stranger's. */
  readonly token: string | null
}

async function handOver({ db, keys }: VerificationMailDeps, id: string, now: Date): Promise<Handed | null> {
  const expiresAt = new Date(now.getTime() + undoSeconds * 1000)
  return db.transaction(async (tx) => {
    const change = await queries.findChange(tx, id)
    if (!change?.former_email || !change.changed_at) return null
    const link = { purpose: 'undo-email', id: change.link_id, expiresAt } as const
    const prolonged = await prolongLink(tx, keys['one-time-link'], link)
    const account = prolonged && (await findAccount(tx, change.account_id))
    if (!account) return null
    await queries.prolongChange(tx, { id, expiresAt })
    const token = change.former_verified_at === null ? null : prolonged.token
    return { to: change.former_email, changedAt: change.changed_at, account, token }
  })
}

const undoBlocks = (t: EmailVerificationTexts, href: string): readonly Block[] => [
  { kind: 'text', text: t.mailChangedUndo() },
  { kind: 'button', label: t.mailChangedButton(), href },
  { kind: 'aside', text: t.mailChangedYou() },
]

async function compose(deps: VerificationMailDeps, { about }: Subject, now: Date): Promise<Composed | null> {
  const { config } = deps
  const handed = await handOver(deps, about.change ?? '', now)
  if (!handed) return null
  const { account, token, to, changedAt } = handed
  const locale = account.language ?? config.siteLanguage
  const t = emailVerificationTexts(locale, account.timeZone ?? config.siteTimeZone)
  const site = config.siteName
  const undo = token === null ? null : `${config.publicUrl.href}/verify/undo?token=${token}`
  return {
    to: { name: account.displayName, address: to },
    locale,
    content: {
      subject: t.mailChangedSubject({ site }),
      preview: t.mailChangedPreview(),
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(account.displayName) }) },
        { kind: 'text', text: t.mailChangedText({ username: account.username, site, at: changedAt }) },
        ...(undo === null ? [{ kind: 'aside', text: t.mailChangedAsk() } as const] : undoBlocks(t, undo)),
      ],
    },
  }
}

/** The mail to the address that was replaced. */
export const formerAddressMailKind = (deps: VerificationMailDeps): MailKind => ({
  name: changedMail,
  compose: (subject, now) => compose(deps, subject, now),
})
