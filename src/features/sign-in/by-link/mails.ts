import type { Config } from '../../../config/config.ts'
import type { Db } from '../../../platform/db/db.ts'
import { isolate } from '../../../platform/html/facts.ts'
import { describeUserAgent } from '../../../platform/http/user-agent.ts'
import type { Block } from '../../../platform/mail/content.ts'
import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import { type Account, findAccount } from '../../accounts/index.ts'
import { findIdentity } from '../../audit/index.ts'
import type { Keys } from '../../keys/index.ts'
import { prolongLink } from '../../links/index.ts'
import { findLinked, isOpen, linkMinutes, linkPath, purpose } from './sign-in-link.ts'
import { type ByLinkTexts, byLinkTexts } from './texts/index.ts'

/** The mail that brings the link past a lock. */
export const signInLinkMail = 'sign-in-link'

/** The mail that tells of a lock. */
export const lockNoticeMail = 'account-locked'

type Deps = {
  readonly db: Db
  readonly keys: Pick<Keys, 'one-time-link'>
  readonly config: Pick<Config, 'siteName' | 'siteLanguage' | 'siteTimeZone' | 'publicUrl'>
}

function browserName(t: ByLinkTexts, userAgent: string | null): string {
  const { browser, system } = describeUserAgent(userAgent)
  if (browser && system) return t.browserOnSystem({ browser, system })
  return browser ?? system ?? t.unknownBrowser()
}

type Told = { readonly deps: Deps; readonly subject: Subject; readonly account: Account }

/** In whose language, and where and when somebody tried. */
async function opening({ deps: { db, config }, subject: { about, causedAt: at }, account }: Told) {
  const locale = account.language ?? config.siteLanguage
  const t = byLinkTexts(locale, account.timeZone ?? config.siteTimeZone)
  const from = await findIdentity(db, about.event ?? '0')
  const where: Block = {
    kind: 'facts',
    rows: [
      [t.browser(), browserName(t, from?.user_agent ?? null)],
      [t.address(), from?.ip ?? t.unknownAddress()],
      [t.time(), t.when({ at })],
    ],
  }
  const greeting: Block = { kind: 'text', text: t.greeting({ name: isolate(account.displayName) }) }
  const words = { username: account.username, site: config.siteName }
  return { to: { name: account.displayName, address: account.email }, locale, t, where, greeting, words }
}

// From each try on the link lives its whole life: a server that was away for an hour brings no dead one.
async function prolong({ db, keys }: Deps, id: string, now: Date) {
  const key = keys['one-time-link']
  const expiresAt = new Date(now.getTime() + linkMinutes * 60_000)
  return db.transaction(async (tx) => {
    const prolonged = await prolongLink(tx, key, { purpose, id, expiresAt })
    const linked = prolonged && (await findLinked(tx, key, { link: prolonged.link, now }))
    return prolonged && linked ? { account: linked.account, token: prolonged.token } : null
  })
}

async function composeLink(deps: Deps, subject: Subject, now: Date): Promise<Composed | null> {
  const living = await prolong(deps, subject.about.link ?? '', now)
  if (!living) return null
  const { to, locale, t, where, greeting, words } = await opening({ deps, subject, account: living.account })
  const href = `${deps.config.publicUrl.href}${linkPath}?token=${living.token}`
  return {
    to,
    locale,
    content: {
      subject: t.linkSubject({ site: words.site }),
      preview: t.linkPreview({ minutes: linkMinutes }),
      blocks: [
        greeting,
        { kind: 'text', text: t.linkText(words) },
        where,
        { kind: 'button', label: t.linkButton(), href },
        { kind: 'text', text: t.linkLife({ minutes: linkMinutes }) },
        { kind: 'aside', text: t.linkNotYou() },
      ],
    },
  }
}

async function composeNotice(deps: Deps, subject: Subject, now: Date): Promise<Composed | null> {
  const account = subject.accountId === null ? null : await findAccount(deps.db, subject.accountId)
  if (!account || !isOpen(account, now)) return null
  const { to, locale, t, where, greeting, words } = await opening({ deps, subject, account })
  return {
    to,
    locale,
    content: {
      subject: t.noticeSubject({ site: words.site }),
      preview: t.noticePreview(),
      blocks: [
        greeting,
        { kind: 'text', text: t.noticeText(words) },
        where,
        { kind: 'text', text: t.noticeYou() },
        { kind: 'aside', text: t.noticeNotYou() },
      ],
    },
  }
}

/** What mails there are about locks. */
export const lockMails = (deps: Deps): readonly MailKind[] => [
  { name: signInLinkMail, compose: (subject, now) => composeLink(deps, subject, now) },
  { name: lockNoticeMail, compose: (subject, now) => composeNotice(deps, subject, now) },
]
