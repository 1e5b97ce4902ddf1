import { InputInvalid } from '../../../platform/errors/app-error.ts'
import { breachIssues, passwordIssues } from '../../passwords/index.ts'
import { termsNotAccepted } from '../../policies/index.ts'
import type { RegisterDeps } from '../deps.ts'
import { signUpTexts } from '../texts/index.ts'

type Person = {
  readonly username: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
}

type Choice = {
  readonly newPassword?: string | undefined
  /** From the form, whose two fields must be alike. */
  readonly newPasswordAgain?: string | undefined
  readonly acceptTerms: boolean
}

/** The password that somebody chooses who confirms an address elsewhere. Throws InputInvalid with all that is wrong. */
export async function requireFirstPassword(
  { config, breaches }: Pick<RegisterDeps, 'config' | 'breaches'>,
  person: Person,
  { newPassword = '', newPasswordAgain = newPassword, acceptTerms }: Choice,
): Promise<string> {
  const issues = passwordIssues('newPassword', newPassword, { ...person, policy: config.passwordPolicy })
  if (newPasswordAgain !== newPassword)
    issues.push({
      field: 'newPasswordAgain',
      code: 'password-differs',
      text: (locale) => signUpTexts(locale).passwordsDiffer(),
    })
  if (!acceptTerms) issues.push(termsNotAccepted)
  if (issues.length === 0) issues.push(...(await breachIssues(breaches, 'newPassword', newPassword)))
  if (issues.length > 0) throw new InputInvalid(issues)
  return newPassword
}
