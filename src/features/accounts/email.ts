import { domainToASCII, domainToUnicode } from 'node:url'
import type { Issue } from '../../platform/errors/app-error.ts'
import { type AccountsTexts, accountsTexts } from './texts/index.ts'

type Fault =
  | 'missing'
  | 'too-long'
  | 'brackets'
  | 'spaces'
  | 'hidden'
  | 'no-at'
  | 'two-ats'
  | 'nothing-before'
  | 'nothing-after'
  | 'quotes'
  | 'dots'
  | 'character'
  | 'domain-dots'
  | 'domain-ending'
  | 'domain-number'
  | 'domain'

type Reading = { readonly address: string } | { readonly fault: Fault; readonly at?: string }

// RFC 5321 4.5.3.1 counts bytes; an address with a longer path cannot be put into an envelope.
const longestLocal = 64
const longestAddress = 254

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u
// RFC 5322 atext and the letters of RFC 6531.
const notInLocal = /[^\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]/u
const notInDomain = /[^\p{L}\p{M}\p{N}.-]/u
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/
const numberAtEnd = /(^|\.)(\d+|0x[0-9a-f]*)$/i
const emptyPart = /^\.|\.\.|\.$/

const bytes = (text: string): number => Buffer.byteLength(text)

const findLocalFault = (local: string): Reading | null => {
  if (local === '') return { fault: 'nothing-before' }
  if (/["()]/.test(local)) return { fault: 'quotes' }
  const at = notInLocal.exec(local)?.[0] ?? /^\p{M}/u.exec(local)?.[0]
  if (at !== undefined) return { fault: 'character', at }
  if (emptyPart.test(local)) return { fault: 'dots' }
  return bytes(local) > longestLocal ? { fault: 'too-long' } : null
}

const readDomain = (domain: string): { readonly ascii: string } | Reading => {
  if (domain === '') return { fault: 'nothing-after' }
  if (domain.startsWith('[')) return { fault: 'domain-number' }
  const at = notInDomain.exec(domain)?.[0]
  if (at !== undefined) return { fault: 'character', at }
  if (emptyPart.test(domain)) return { fault: 'domain-dots' }
  const ascii = domainToASCII(domain)
  // Some spellings of an IP address show themselves only now: full-width digits become plain ones.
  if (numberAtEnd.test(domain) || numberAtEnd.test(ascii)) return { fault: 'domain-number' }
  const labels = ascii.split('.')
  if (!labels.every((part) => label.test(part))) return { fault: 'domain' }
  // What is still Punycode after decoding never was any.
  if (/(^|\.)xn--/.test(domainToUnicode(ascii))) return { fault: 'domain' }
  return labels.length < 2 || (labels.at(-1) ?? '').length < 2 ? { fault: 'domain-ending', at: domain } : { ascii }
}

const findSpellingFault = (text: string): Fault | null => {
  if (text === '') return 'missing'
  if (hidden.test(text)) return 'hidden'
  if (/[<>]/.test(text)) return 'brackets'
  if (/\p{White_Space}/u.test(text)) return 'spaces'
  const ats = text.split('@').length - 1
  if (ats === 1) return null
  return ats === 0 ? 'no-at' : 'two-ats'
}

const read = (value: string): Reading => {
  // No white space or normal form makes an address of so much; it is not worth the work.
  if (value.length > longestAddress * 4) return { fault: 'too-long' }
  const text = value.trim().normalize('NFC')
  const fault = findSpellingFault(text)
  if (fault) return { fault }
  const [local = '', domain = ''] = text.split('@')
  const localFault = findLocalFault(local)
  if (localFault) return localFault
  const host = readDomain(domain)
  if (!('ascii' in host)) return host
  const address = `${local}@${host.ascii}`
  return bytes(address) > longestAddress ? { fault: 'too-long' } : { address }
}

/**
 * The address as it is kept, or null if it is none: trimmed, NFC, the domain in lower-case ASCII (IDNA); the local part
 * keeps its case. The dot-atom form of RFC 5322 with the letters of RFC 6531; no quotes, comments or address literals.
 */
export const normalizeEmail = (value: string): string | null => {
  const reading = read(value)
  return 'address' in reading ? reading.address : null
}

const sentences: Readonly<Record<Fault, (texts: AccountsTexts, at: string) => string>> = {
  missing: (t) => t.emailMissing(),
  'too-long': (t) => t.emailTooLong(),
  brackets: (t) => t.emailBrackets(),
  spaces: (t) => t.emailSpaces(),
  hidden: (t) => t.emailHidden(),
  'no-at': (t) => t.emailNoAt(),
  'two-ats': (t) => t.emailTwoAts(),
  'nothing-before': (t) => t.emailNothingBefore(),
  'nothing-after': (t) => t.emailNothingAfter(),
  quotes: (t) => t.emailQuotes(),
  dots: (t) => t.emailDots(),
  character: (t, character) => t.emailCharacter({ character }),
  'domain-dots': (t) => t.emailDomainDots(),
  'domain-ending': (t, domain) => t.emailDomainEnding({ domain }),
  'domain-number': (t) => t.emailDomainNumber(),
  domain: (t) => t.emailDomain(),
}

/** What is wrong with an address: nothing exactly where `normalizeEmail` gives one, else the first thing to mend. */
export const emailIssues = (value: string): Issue[] => {
  const reading = read(value)
  if ('address' in reading) return []
  const { fault, at = '' } = reading
  return [{ field: 'email', code: fault, text: (locale, zone) => sentences[fault](accountsTexts(locale, zone), at) }]
}
