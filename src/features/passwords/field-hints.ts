import type { Issue } from '../../platform/errors/app-error.ts'
import type { PageContext } from '../../platform/html/page-context.ts'
import type { PasswordRule } from '../../platform/html/password-rules.tsx'
import { longest, type PasswordPolicy, passwordRules, type RuleName, shortest } from './policy.ts'

/** What a password manager needs to know to make one that passes (the `passwordrules` attribute). */
export const managerRules = (policy: PasswordPolicy): string =>
  policy === 'nist'
    ? `minlength: ${shortest.nist}; maxlength: ${longest};`
    : `minlength: ${shortest.composition}; maxlength: ${longest}; required: upper; required: lower; required: digit;`

const checkOf = (rule: RuleName, policy: PasswordPolicy): PasswordRule['check'] => {
  if (rule === 'length') return { kind: 'length', min: shortest[policy], max: longest }
  return rule === 'upper' || rule === 'lower' || rule === 'digit' ? { kind: rule } : undefined
}

/** The rules as a form lists them; after a password that broke some, which ones. */
export function ruleStates(page: PageContext, policy: PasswordPolicy, issues: readonly Issue[] = []): PasswordRule[] {
  const broken = new Set(issues.map(({ code }) => code))
  const isJudged = issues.some(({ code }) => code.startsWith('password-'))
  return passwordRules(policy).map(({ rule, text }) => ({
    text: text(page.locale, page.timeZone),
    state: isJudged ? (broken.has(`password-${rule}`) ? 'unmet' : 'met') : 'open',
    check: checkOf(rule, policy),
  }))
}
