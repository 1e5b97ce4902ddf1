import type { Config } from '../../config/config.ts'
import { type Check, failed, passed, warned } from '../../platform/preflight/check.ts'
import { checkPassword } from './policy.ts'

const samples = ['Short1a', 'alllower1', 'ALLUPPER1', 'NoDigitsHere', 'Password1'] as const

const policyHolds: Check<Pick<Config, 'passwordPolicy'>> = {
  id: 'critical.05',
  name: 'password-policy',
  title: 'Passwords have 8 characters or more with upper case, lower case and a digit, and common ones are refused',
  async run({ config: { passwordPolicy: policy } }) {
    const nobody = { policy, username: 'nobody', email: 'nobody@example.org', firstName: 'No', lastName: 'Body' }
    const accepted = samples.filter((sample) => checkPassword(sample, nobody).every(({ met }) => met))
    if (accepted.length > 0)
      return failed(`${policy} accepts ${accepted.join(', ')}`, 'This release is damaged: install it anew.')
    return policy === 'composition'
      ? passed(`PASSWORD_POLICY is composition; ${samples.join(', ')} are refused`)
      : warned(
          `PASSWORD_POLICY is nist: 15 characters or more of any kind, instead of the composition wanted; ${samples.join(', ')} are refused`,
          'Set PASSWORD_POLICY=composition, or keep nist on purpose: it is the stronger one.',
        )
  },
}

/** What preflight looks at. */
export const checks: readonly Check<Pick<Config, 'passwordPolicy'>>[] = [policyHolds]
