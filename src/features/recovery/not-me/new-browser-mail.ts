import { isolate } from '../../../platform/html/facts.ts'
import { describeUserAgent } from '../../../platform/http/user-agent.ts'
import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import { findAccount } from '../../accounts/index.ts'
import { findIdentity } from '../../audit/index.ts'
import { prolongLink } from '../../links/index.ts'
import { newBrowserMail } from '../../sign-in/index.ts'
import type { RecoveryMailDeps } from '../deps.ts'
import { notMePath, notMePurpose, notMeSeconds } from './not-me-link.ts'
import { type NotMeTexts, notMeTexts } from './texts/index.ts'

function browserName(t: NotMeTexts, userAgent: string | null): string {
  const { browser, system } = describeUserAgent(userAgent)
  if (browser && system) return t.browserOnSystem({ browser, system })
  return browser ?? system ?? t.unknownBrowser()
}

async function prolong({ db, keys }: RecoveryMailDeps, id: string, now: Date) {
  const expiresAt = new Date(now.getTime() + notMeSeconds * 1000)
  const wanted = { purpose: notMePurpose, id, expiresAt }
  return db.transaction((tx) => prolongLink(tx, keys['one-time-link'], wanted))
}

async function compose(
  deps: RecoveryMailDeps,
  { accountId, about, causedAt: at }: Subject,
  now: Date,
): Promise<Composed | null> {
  const { db, config } = deps
  const account = accountId === null ? null : await findAccount(db, accountId)
  const prolonged = account && (await prolong(deps, about.link ?? '', now))
  if (!account || !prolonged) return null
  const { token, link } = prolonged
  const from = await findIdentity(db, about.event ?? '0')
  const locale = account.language ?? config.siteLanguage
  const t = notMeTexts(locale, account.timeZone ?? config.siteTimeZone)
  const browser = browserName(t, from?.user_agent ?? null)
  const site = config.siteName
  return {
    to: { name: account.displayName, address: link.bound.address ?? account.email },
    locale,
    content: {
      subject: t.subject({ site }),
      preview: t.preview({ browser, at }),
      blocks: [
        { kind: 'text', text: t.greeting({ name: isolate(account.displayName) }) },
        { kind: 'text', text: t.text({ username: account.username, site }) },
        {
          kind: 'facts',
          rows: [
            [t.browser(), browser],
            [t.address(), from?.ip ?? t.unknownAddress()],
            [t.time(), t.when({ at })],
          ],
        },
        { kind: 'text', text: t.notYou() },
        { kind: 'button', label: t.button(), href: `${config.publicUrl.href}${notMePath}?token=${token}` },
        { kind: 'aside', text: t.aside() },
      ],
    },
  }
}

/** The mail about a sign-in from a browser that the account did not know. */
export const newBrowserMailKind = (deps: RecoveryMailDeps): MailKind => ({
  name: newBrowserMail,
  compose: (subject, now) => compose(deps, subject, now),
})
