import type { Config } from '../../config/config.ts'
import { type Check, failed, passed, warned } from '../../platform/preflight/check.ts'
import { askRange } from './breach-range.ts'
import { checkPassword } from './policy.ts'

const samples = ['Short1a', 'alllower1', 'ALLUPPER1', 'NoDigitsHere', 'Password1'] as const

type Settings = Pick<Config, 'passwordPolicy' | 'breachedPasswords' | 'breachedPasswordsUrl'>

const policyHolds: Check<Settings> = {
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

// On every list that there is.
const stolen = 'Password1'

const listAnswers: Check<Settings> = {
  id: 'critical.05',
  name: 'breach-list-answers',
  title: 'The list of breached passwords, where one is asked, answers in time',
  async run({ config: { breachedPasswords, breachedPasswordsUrl: url } }) {
    if (breachedPasswords === 'off')
      return passed('BREACHED_PASSWORDS is off: no list is asked; the shipped one of 49,000 passwords holds')
    const began = performance.now()
    const answer = await askRange(url, stolen)
    const evidence = `${url} was asked for ${stolen}: ${answer}, after ${Math.round(performance.now() - began)} ms`
    if (answer === 'found') return passed(evidence)
    return answer === 'clean'
      ? failed(`${evidence}, though every list has it`, 'Set BREACHED_PASSWORDS_URL to a service with the whole list.')
      : warned(
          `${evidence}: new passwords pass without being looked for`,
          'Let this machine reach it by https, or set BREACHED_PASSWORDS_URL to a mirror.',
        )
  },
}

/** What preflight looks at. */
export const checks: readonly Check<Settings>[] = [policyHolds, listAnswers]
