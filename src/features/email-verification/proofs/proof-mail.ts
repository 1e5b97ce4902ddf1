import { isolate } from '../../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import { prolongLink } from '../../links/index.ts'
import type { VerificationMailDeps } from '../deps.ts'
import { emailVerificationTexts } from '../texts/index.ts'
import { proofMail } from './mail-proof.ts'
import { findLinkedAccount, proofSeconds, purpose } from './proof-link.ts'

// From each try on the link lives its whole life: a server that was away brings no dead one.
async function prolong({ db, keys }: VerificationMailDeps, id: string, now: Date) {
  const key = keys['one-time-link']
  const expiresAt = new Date(now.getTime() + proofSeconds * 1000)
  return db.transaction(async (tx) => {
    const prolonged = await prolongLink(tx, key, { purpose, id, expiresAt })
    const account = prolonged && (await findLinkedAccount(tx, key, { link: prolonged.link, now }))
    return account && account.emailVerifiedAt === null ? { account, token: prolonged.token } : null
  })
}

async function compose(deps: VerificationMailDeps, { about }: Subject, now: Date): Promise<Composed | null> {
  const { config } = deps
  const living = await prolong(deps, about.link ?? '', now)
  if (!living) return null
  const { account, token } = living
  const locale = account.language ?? config.siteLanguage
  const t = emailVerificationTexts(locale, account.timeZone ?? config.siteTimeZone)
  const site = config.siteName
  return {
    to: { name: account.displayName, address: account.email },
    locale,
    content: {
      subject: t.mailProofSubject({ site }),
      preview: t.mailProofPreview(),
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(account.displayName) }) },
        { kind: 'text', text: t.mailProofText({ username: account.username, site }) },
        { kind: 'button', label: t.mailProofButton(), href: `${config.publicUrl.href}/verify/email?token=${token}` },
        { kind: 'text', text: t.mailProofLife() },
        { kind: 'aside', text: t.mailProofNotYou() },
      ],
    },
  }
}

/** The mail that asks somebody with an account to confirm its address. */
export const proofMailKind = (deps: VerificationMailDeps): MailKind => ({
  name: proofMail,
  compose: (subject, now) => compose(deps, subject, now),
})
