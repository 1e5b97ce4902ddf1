import { languages } from '../platform/texts/locale.ts'
import { exactOrigin, imageAddress, webAddress } from './address-kinds.ts'
import { color } from './color.ts'
import { line, listOf, oneOf, optional, wholeNumber } from './kind.ts'
import type { Draft, Setting } from './setting.ts'
import type { Values } from './shape.ts'
import { day, timeZone } from './value-kinds.ts'

const nameOfSite = ({ siteUrl }: Draft): string =>
  siteUrl ? new URL(siteUrl).hostname.replace(/^www\./, '') : 'Porchlight'

type Keys =
  | 'siteUrl'
  | 'siteName'
  | 'siteLanguage'
  | 'siteTimeZone'
  | 'brandColor'
  | 'brandLogoUrl'
  | 'allowedOrigins'
  | 'passwordPolicy'
  | 'breachedPasswords'
  | 'breachedPasswordsUrl'
  | 'minimumAge'
  | 'termsChangedOn'
  | 'twoFactorPolicy'
  | 'twoFactorGraceDays'
  | 'twoFactorTrustDays'

/** The site whose people these are, and what is asked of them. The order counts: a default sees only what stands before it. */
export const siteSettings: { readonly [K in Keys]: Setting<Values[K]> } = {
  siteUrl: {
    name: 'SITE_URL',
    group: 'site',
    kind: optional(webAddress),
    fallback: { value: null },
    summary: 'The address of the site that the accounts belong to.',
    example: 'https://www.example.com',
  },
  siteName: {
    name: 'SITE_NAME',
    group: 'site',
    kind: line(60),
    fallback: { from: (draft) => ({ value: nameOfSite(draft) }), text: 'the host of SITE_URL, else Porchlight' },
    summary: 'What the site is called, on every page and in every message.',
    example: "Kit's Workshop",
  },
  siteLanguage: {
    name: 'SITE_LANGUAGE',
    group: 'site',
    kind: oneOf(languages),
    fallback: { value: 'en' },
    summary: `The language for people whose browser asks for none that there is: ${languages.join(', ')}.`,
    example: 'de',
  },
  siteTimeZone: {
    name: 'SITE_TIME_ZONE',
    group: 'site',
    kind: timeZone,
    fallback: { value: 'UTC' },
    summary: 'The time zone for people who have not chosen one, by its IANA name.',
    example: 'Europe/Berlin',
  },
  brandColor: {
    name: 'BRAND_COLOR',
    group: 'site',
    kind: color,
    fallback: { value: 'oklch(0.81 0.152 77)' },
    summary: 'The one color of your own: hex, rgb(), oklch() or a CSS name.',
    details:
      'Text stays readable with any color. In a .env file a hex color stands in quotation marks, because # begins a comment there.',
    example: '#3b6ea8',
  },
  brandLogoUrl: {
    name: 'BRAND_LOGO_URL',
    group: 'site',
    kind: optional(imageAddress),
    fallback: { value: null },
    summary: 'A logo: an https address, or a path on the host of PUBLIC_URL.',
    example: 'https://www.example.com/logo.svg',
  },
  allowedOrigins: {
    name: 'ALLOWED_ORIGINS',
    group: 'site',
    kind: listOf(exactOrigin),
    fallback: { value: [] },
    summary: 'The origins whose pages may use the accounts, and to which a sign-in may lead back.',
    details: 'Each written out, scheme and host, with commas between them; no wildcard.',
    example: 'https://www.example.com,https://example.com',
  },
  passwordPolicy: {
    name: 'PASSWORD_POLICY',
    group: 'accounts',
    kind: oneOf(['composition', 'nist']),
    fallback: { value: 'composition' },
    summary:
      'composition: 8 characters or more with upper case, lower case and a digit. nist: 15 or more, of any kind.',
    details: 'Both refuse common passwords and the person’s own names.',
    example: 'nist',
  },
  breachedPasswords: {
    name: 'BREACHED_PASSWORDS',
    group: 'accounts',
    kind: oneOf(['off', 'hibp']),
    fallback: { value: 'off' },
    summary:
      'hibp: new passwords that were stolen elsewhere are refused, by the list of Have I Been Pwned. off: nobody is asked.',
    details:
      'The service is told the first five hex digits of the SHA-1, which hundreds of passwords share, and nothing about the person. A password passes when there is no answer within a second.',
    example: 'hibp',
  },
  breachedPasswordsUrl: {
    name: 'BREACHED_PASSWORDS_URL',
    group: 'accounts',
    kind: webAddress,
    fallback: { value: 'https://api.pwnedpasswords.com/range' },
    summary: 'The range API that BREACHED_PASSWORDS=hibp asks; the five digits are put behind it.',
    details: 'For a mirror of your own. It is asked by https://; plain http:// only on this machine.',
    example: 'https://passwords.example.com/range',
  },
  minimumAge: {
    name: 'MINIMUM_AGE',
    group: 'accounts',
    kind: wholeNumber(0, 120),
    fallback: { value: 13 },
    summary: 'The age in years below which a date of birth is refused; 0 for none.',
    details: 'A date of birth is optional, so this stops only those who give one.',
    example: '16',
  },
  termsChangedOn: {
    name: 'TERMS_CHANGED_ON',
    group: 'accounts',
    kind: optional(day),
    fallback: { value: null, text: 'none; nobody is asked again' },
    summary: 'Whoever accepted the terms before this day (UTC), or never, is asked to at the next sign-in.',
    example: '2026-12-01',
  },
  twoFactorPolicy: {
    name: 'TWO_FACTOR_POLICY',
    group: 'accounts',
    kind: oneOf(['optional', 'staff', 'everyone']),
    fallback: {
      from: ({ environment }) => ({ value: environment === 'production' ? 'staff' : 'optional' }),
      text: 'staff in production, else optional',
    },
    summary: 'Who must have a second factor: nobody, moderators and admins, or everyone.',
    details: 'Whoever must and has none sets one up at the next sign-in and can do nothing else before.',
    example: 'everyone',
  },
  twoFactorGraceDays: {
    name: 'TWO_FACTOR_GRACE_DAYS',
    group: 'accounts',
    kind: wholeNumber(0, 90),
    fallback: { value: 0 },
    summary: 'For how many days people may put that off, from the first sign-in at which it is asked of them.',
    example: '14',
  },
  twoFactorTrustDays: {
    name: 'TWO_FACTOR_TRUST_DAYS',
    group: 'accounts',
    kind: wholeNumber(0, 90),
    fallback: { value: 30 },
    summary: 'For how many days a browser may stand for the second factor, where its owner says so; 0 for never.',
    details: 'Moderators and admins are asked each time.',
    example: '7',
  },
}
