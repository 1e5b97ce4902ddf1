import type { Issue, Sentence } from '../../platform/errors/app-error.ts'
import { isCommonPassword } from './common-passwords.ts'
import { livesOnOwnNames, type Person } from './own-names.ts'
import { type PasswordsTexts, passwordsTexts } from './texts/index.ts'

/** `composition`: 8 or more with upper, lower and digit. `nist`: 15 or more of anything (NIST SP 800-63B-4, 3.1.1.2). */
export type PasswordPolicy = 'composition' | 'nist'

/** The name of one rule; `characters` appears only when it is broken. */
export type RuleName = 'length' | 'upper' | 'lower' | 'digit' | 'not-name' | 'not-common' | 'characters'

/** A rule as it is listed beside the field. */
export type PasswordRule = { readonly rule: RuleName; readonly text: Sentence }

/** A rule and whether a password keeps it. */
export type RuleResult = PasswordRule & { readonly met: boolean }

/** Whom a password is for and which policy holds. */
export type PasswordContext = Person & { readonly policy: PasswordPolicy }

// 256 code points are never more than 1,024 bytes of UTF-8. What comes in longer than `sane` is not even normalized.
export const longest = 256
const sane = 1024
export const shortest: Readonly<Record<PasswordPolicy, number>> = { composition: 8, nist: 15 }

const rulesOf: Readonly<Record<PasswordPolicy, readonly RuleName[]>> = {
  composition: ['length', 'upper', 'lower', 'digit', 'not-name', 'not-common'],
  nist: ['length', 'not-name', 'not-common'],
}

const say =
  (pick: (texts: PasswordsTexts) => string): Sentence =>
  (locale, timeZone) =>
    pick(passwordsTexts(locale, timeZone))

const ruleText = (rule: RuleName, policy: PasswordPolicy): Sentence => {
  const texts: Readonly<Record<RuleName, Sentence>> = {
    length: say((t) => t.ruleLength({ shortest: shortest[policy] })),
    upper: say((t) => t.ruleUpper()),
    lower: say((t) => t.ruleLower()),
    digit: say((t) => t.ruleDigit()),
    'not-name': say((t) => t.ruleNotName()),
    'not-common': say((t) => t.ruleNotCommon()),
    characters: say((t) => t.ruleCharacters()),
  }
  return texts[rule]
}

/** One spelling of what looks and is typed alike (NFKC): an É from a phone and one from a laptop are the same password. */
export const normalizePassword = (password: string): string => password.normalize('NFKC')

/** Whether a password can be one at all: no NUL, no half of a character, at most 1,024 bytes. Others are never hashed. */
export const isPossiblePassword = (password: string): boolean =>
  password.length <= sane &&
  password.isWellFormed() &&
  !password.includes('\0') &&
  Buffer.byteLength(password) <= sane &&
  Buffer.byteLength(normalizePassword(password)) <= sane

/** The rules of a policy in the order they are listed. */
export const passwordRules = (policy: PasswordPolicy): PasswordRule[] =>
  rulesOf[policy].map((rule) => ({ rule, text: ruleText(rule, policy) }))

const isTooLong = (password: string): boolean =>
  password.length > sane || Buffer.byteLength(password) > sane || [...normalizePassword(password)].length > longest

const brokenRules = (password: string, context: PasswordContext): Set<RuleName> => {
  const broken = new Set<RuleName>()
  if (!password.isWellFormed() || password.includes('\0')) broken.add('characters')
  // The rest of an endless text is not looked at, so that no body makes us work.
  if (isTooLong(password)) return broken.add('length')
  const normal = normalizePassword(password)
  if ([...normal].length < shortest[context.policy]) broken.add('length')
  if (!/\p{Lu}/u.test(normal)) broken.add('upper')
  if (!/\p{Ll}/u.test(normal)) broken.add('lower')
  if (!/\p{Nd}/u.test(normal)) broken.add('digit')
  if (livesOnOwnNames(normal, context)) broken.add('not-name')
  if (isCommonPassword(normal)) broken.add('not-common')
  return broken
}

/**
 * Every rule of the policy with whether the password keeps it; the one judge for each door: page, API, change, command.
 * Counted in code points after NFKC. Never throws, whatever the text.
 */
export const checkPassword = (password: string, context: PasswordContext): RuleResult[] => {
  const broken = brokenRules(password, context)
  const rules = passwordRules(context.policy).map((rule) => ({ ...rule, met: !broken.has(rule.rule) }))
  if (!broken.has('characters')) return rules
  return [...rules, { rule: 'characters', met: false, text: ruleText('characters', context.policy) }]
}

const issueText = (rule: RuleName, password: string, policy: PasswordPolicy): Sentence => {
  const texts: Readonly<Record<RuleName, Sentence>> = {
    length: isTooLong(password)
      ? say((t) => t.tooLong({ longest }))
      : say((t) => t.tooShort({ shortest: shortest[policy] })),
    upper: say((t) => t.upperMissing()),
    lower: say((t) => t.lowerMissing()),
    digit: say((t) => t.digitMissing()),
    'not-name': say((t) => t.ownName()),
    'not-common': say((t) => t.common()),
    characters: say((t) => t.badCharacters()),
  }
  return texts[rule]
}

/** One issue for each broken rule, all at once; `field` is the input's name, `code` is `password-` and the rule. */
export const passwordIssues = (field: string, password: string, context: PasswordContext): Issue[] => {
  if (password === '') return [{ field, code: 'missing', text: say((t) => t.missing()) }]
  return checkPassword(password, context)
    .filter(({ met }) => !met)
    .map(({ rule }) => ({ field, code: `password-${rule}`, text: issueText(rule, password, context.policy) }))
}
