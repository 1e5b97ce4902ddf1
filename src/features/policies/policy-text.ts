import { sha256 } from '../../platform/crypto/hash.ts'
import type { Locale } from '../../platform/texts/locale.ts'
import { type PoliciesTexts, policiesTexts } from './texts/index.ts'

export type PolicyName = 'terms' | 'privacy'

export const policyNames: readonly PolicyName[] = ['terms', 'privacy']

/** The installation that a text is about; `minimumAge` in years, 0 for none. */
export type About = { readonly siteName: string; readonly minimumAge: number }

/** A heading with an address of its own (`/privacy#cookies`), paragraphs, and a list under them. */
export type Passage = {
  readonly id: string
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly points?: readonly string[]
}

export type PolicyText = { readonly title: string; readonly lead: string; readonly passages: readonly Passage[] }

const termsOf = (t: PoliciesTexts, { siteName, minimumAge }: About): PolicyText => ({
  title: t.termsTitle(),
  lead: t.termsLead({ site: siteName }),
  passages: [
    { id: 'offer', title: t.termsOfferTitle(), paragraphs: [t.termsOffer({ site: siteName })] },
    { id: 'account', title: t.termsAccountTitle(), paragraphs: [t.termsAccount(), t.termsPassword()] },
    ...(minimumAge > 0 ? [{ id: 'age', title: t.termsAgeTitle(), paragraphs: [t.termsAge({ age: minimumAge })] }] : []),
    { id: 'conduct', title: t.termsConductTitle(), paragraphs: [t.termsConduct()] },
    { id: 'leaving', title: t.termsLeavingTitle(), paragraphs: [t.termsLeaving()] },
    { id: 'changes', title: t.termsChangesTitle(), paragraphs: [t.termsChanges()] },
  ],
})

const inUse = (t: PoliciesTexts): Passage => ({
  id: 'use',
  title: t.privacyUseTitle(),
  paragraphs: [],
  points: [
    t.privacySessions(),
    t.privacyDevices(),
    t.privacyTokens(),
    t.privacyEvents(),
    t.privacyCounters(),
    t.privacyForms(),
    t.privacyLinks(),
    t.privacyServerLog(),
  ],
})

const deviceCookieDays = 365

const cookies = (t: PoliciesTexts): Passage => ({
  id: 'cookies',
  title: t.privacyCookiesTitle(),
  paragraphs: [t.privacyCookies()],
  points: [
    t.cookieSession(),
    t.cookieDevice({ days: deviceCookieDays }),
    t.cookieFlow(),
    t.cookieLink(),
    t.cookieSignUp(),
    t.cookiePasskey(),
    t.cookieNotice(),
  ],
})

const privacyOf = (t: PoliciesTexts, { siteName }: About): PolicyText => ({
  title: t.privacyTitle(),
  lead: t.privacyLead({ site: siteName }),
  passages: [
    { id: 'who', title: t.privacyWhoTitle(), paragraphs: [t.privacyWho({ site: siteName }), t.privacyOthers()] },
    {
      id: 'account',
      title: t.privacyAccountTitle(),
      paragraphs: [
        t.privacyAccount(),
        t.privacyAccountWhy(),
        t.privacyPassword(),
        t.privacyFactors(),
        t.privacyPasskeys(),
        t.privacyConsent(),
      ],
    },
    inUse(t),
    cookies(t),
    {
      id: 'deletion',
      title: t.privacyDeletionTitle(),
      paragraphs: [t.privacyDeletion(), t.privacyDeletionName(), t.privacyDeletionCopies()],
    },
    { id: 'rights', title: t.privacyRightsTitle(), paragraphs: [t.privacyRights()] },
  ],
})

/** What a policy says in a language. */
export const policyText = (policy: PolicyName, locale: Locale, about: About): PolicyText =>
  (policy === 'terms' ? termsOf : privacyOf)(policiesTexts(locale), about)

/** The version of a text: SHA-256 of every word of it, so that no change of a word goes without a new version. */
export const versionOf = (text: PolicyText): Buffer => sha256(JSON.stringify(text))
