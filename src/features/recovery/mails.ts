import { isolate } from '../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../platform/mail/mail-kind.ts'
import type { Account } from '../accounts/index.ts'
import { prolongLink } from '../links/index.ts'
import { findLinkedAccount } from './bound-link.ts'
import type { RecoveryMailDeps } from './deps.ts'
import { recoveryMail } from './mail-recovery.ts'
import { newBrowserMailKind } from './not-me/index.ts'
import { setPasswordPath } from './set-password-link.ts'
import { recoveryTexts } from './texts/index.ts'

type Living = { readonly account: Account; readonly token: string }

// From each try on the link lives its whole life: a server that was away for an hour brings no dead one.
async function prolong({ db, keys, config }: RecoveryMailDeps, id: string, now: Date): Promise<Living | null> {
  const key = keys['one-time-link']
  const expiresAt = new Date(now.getTime() + config.recoveryMinutes * 60_000)
  return db.transaction(async (tx) => {
    const prolonged = await prolongLink(tx, key, { purpose: 'recovery', id, expiresAt })
    const account = prolonged && (await findLinkedAccount(tx, key, { link: prolonged.link, now }))
    return prolonged && account ? { account, token: prolonged.token } : null
  })
}

async function compose(deps: RecoveryMailDeps, { about }: Subject, now: Date): Promise<Composed | null> {
  const { config } = deps
  const living = await prolong(deps, about.link ?? '', now)
  if (!living) return null
  const { account, token } = living
  const locale = account.language ?? config.siteLanguage
  const t = recoveryTexts(locale, account.timeZone ?? config.siteTimeZone)
  const site = config.siteName
  return {
    to: { name: account.displayName, address: account.email },
    locale,
    content: {
      subject: t.mailSubject({ site }),
      preview: t.mailPreview({ minutes: config.recoveryMinutes }),
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(account.displayName) }) },
        { kind: 'text', text: t.mailText({ username: account.username, site }) },
        { kind: 'button', label: t.mailButton(), href: `${config.publicUrl.href}${setPasswordPath(token)}` },
        { kind: 'text', text: t.mailLife({ minutes: config.recoveryMinutes }) },
        { kind: 'aside', text: t.mailNotYou() },
      ],
    },
  }
}

/** What mails there are about recovery. */
export const recoveryMails = (deps: RecoveryMailDeps): readonly MailKind[] => [
  { name: recoveryMail, compose: (subject, now) => compose(deps, subject, now) },
  newBrowserMailKind(deps),
]
