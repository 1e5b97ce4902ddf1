import { isolate } from '../../../platform/html/facts.ts'
import type { Composed } from '../../../platform/mail/mail-kind.ts'
import type { Account } from '../../accounts/index.ts'
import { signUpTexts } from '../texts/index.ts'
import type { SignUpMailDeps } from './mail-deps.ts'

/** The mail to an address that has an account, in the place of the other. */
export function knownMail({ config }: SignUpMailDeps, account: Account): Composed {
  const locale = account.language ?? config.siteLanguage
  const t = signUpTexts(locale, account.timeZone ?? config.siteTimeZone)
  const site = config.siteName
  const { username, displayName } = account
  return {
    to: { name: displayName, address: account.email },
    locale,
    content: {
      subject: t.mailKnownSubject({ site }),
      preview: t.mailKnownPreview({ username }),
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(displayName) }) },
        { kind: 'text', text: t.mailKnownText({ username, site }) },
        { kind: 'button', label: t.mailKnownSignIn(), href: `${config.publicUrl.href}/login` },
        { kind: 'text', text: t.mailKnownForgot() },
        { kind: 'button', label: t.mailKnownRecover(), href: `${config.publicUrl.href}/recover` },
        { kind: 'aside', text: t.mailKnownNotYou() },
      ],
    },
  }
}
