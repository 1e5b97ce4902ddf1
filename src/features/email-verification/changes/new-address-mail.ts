import { isolate } from '../../../platform/html/facts.ts'
import type { Composed, MailKind, Subject } from '../../../platform/mail/mail-kind.ts'
import { type Account, findAccount, findAccountByEmail } from '../../accounts/index.ts'
import { prolongLink } from '../../links/index.ts'
import type { VerificationMailDeps } from '../deps.ts'
import { emailVerificationTexts } from '../texts/index.ts'
import { changeSeconds } from './ask-for-email.ts'
import { changeMail } from './mail-change.ts'
import * as queries from './queries.ts'

type Handed = { readonly change: queries.ChangeRow; readonly account: Account; readonly token: string }

// From each try on the link lives its whole life: a server that was away brings no dead one.
async function handOver({ db, keys }: VerificationMailDeps, id: string, now: Date): Promise<Handed | null> {
  const expiresAt = new Date(now.getTime() + changeSeconds * 1000)
  return db.transaction(async (tx) => {
    const change = await queries.findChange(tx, id)
    if (!change || change.changed_at !== null || change.expires_at <= now) return null
    const link = { purpose: 'change-email', id: change.link_id, expiresAt } as const
    const prolonged = await prolongLink(tx, keys['one-time-link'], link)
    const account = prolonged && (await findAccount(tx, change.account_id))
    if (!account) return null
    await queries.prolongChange(tx, { id, expiresAt })
    return { change, account, token: prolonged.token }
  })
}

const textsFor = ({ config }: VerificationMailDeps, account: Account) => {
  const locale = account.language ?? config.siteLanguage
  return { locale, t: emailVerificationTexts(locale, account.timeZone ?? config.siteTimeZone), site: config.siteName }
}

/** To an address that nobody has yet: nothing in it was typed by whoever asked, who may have mistaken the address. */
function confirmMail(deps: VerificationMailDeps, { change, account, token }: Handed): Composed {
  const { locale, t, site } = textsFor(deps, account)
  return {
    to: { name: '', address: change.email },
    locale,
    content: {
      subject: t.mailChangeSubject({ site }),
      preview: t.mailChangePreview(),
      blocks: [
        { kind: 'text', text: t.mailHello() },
        { kind: 'text', text: t.mailChangeText({ site }) },
        {
          kind: 'button',
          label: t.mailChangeButton(),
          href: `${deps.config.publicUrl.href}/verify/new-email?token=${token}`,
        },
        { kind: 'text', text: t.mailChangeLife() },
        { kind: 'aside', text: t.mailChangeNotYou() },
      ],
    },
  }
}

/** To an address that another account has, in the place of the other. */
function knownMail(deps: VerificationMailDeps, holder: Account): Composed {
  const { locale, t, site } = textsFor(deps, holder)
  const { username, displayName } = holder
  return {
    to: { name: displayName, address: holder.email },
    locale,
    content: {
      subject: t.mailChangeKnownSubject({ site }),
      preview: t.mailChangeKnownPreview({ username }),
      blocks: [
        { kind: 'text', text: t.mailGreeting({ name: isolate(displayName) }) },
        { kind: 'text', text: t.mailChangeKnownText({ username, site }) },
        { kind: 'button', label: t.mailChangeKnownSignIn(), href: `${deps.config.publicUrl.href}/login` },
        { kind: 'aside', text: t.mailChangeKnownNotYou() },
      ],
    },
  }
}

async function compose(deps: VerificationMailDeps, { about }: Subject, now: Date): Promise<Composed | null> {
  const handed = await handOver(deps, about.change ?? '', now)
  if (!handed) return null
  const holder = await findAccountByEmail(deps.db, handed.change.email)
  return holder && holder.id !== handed.account.id ? knownMail(deps, holder) : confirmMail(deps, handed)
}

/** The mail to an address that somebody wants. */
export const newAddressMailKind = (deps: VerificationMailDeps): MailKind => ({
  name: changeMail,
  compose: (subject, now) => compose(deps, subject, now),
})
