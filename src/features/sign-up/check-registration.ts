import type { Config } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import { InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { checkProfile, findTaken, type NewAccount } from '../accounts/index.ts'
import type { Keys } from '../keys/index.ts'
import { type Breaches, breachIssues, passwordIssues } from '../passwords/index.ts'
import { termsNotAccepted } from '../policies/index.ts'
import type { RegisterBody } from './schema.ts'
import { signUpTexts } from './texts/index.ts'

/** `passwordAgain` is undefined where nobody was asked twice. */
export type RegistrationInput = RegisterBody & { readonly passwordAgain?: string }

export type CheckDeps = {
  readonly config: Pick<Config, 'siteName' | 'minimumAge' | 'passwordPolicy' | 'emailVerification'>
  readonly db: Db
  readonly breaches: Breaches
  readonly keys: Pick<Keys, 'username-reservation'>
}

const formOrder = [
  'firstName',
  'lastName',
  'username',
  'email',
  'dateOfBirth',
  'password',
  'passwordAgain',
  'acceptTerms',
]

const passwordsDiffer: Issue = {
  field: 'passwordAgain',
  code: 'passwords-differ',
  text: (locale) => signUpTexts(locale).passwordsDiffer(),
}

function checkAlone(input: RegistrationInput, scope: Scope, config: CheckDeps['config']) {
  const { firstName, lastName, username, email, dateOfBirth = null, password, passwordAgain } = input
  const { value, issues } = checkProfile(
    { firstName, lastName, username, email, dateOfBirth },
    { minimumAge: config.minimumAge, siteName: config.siteName, now: scope.now, timeZone: scope.timeZone },
  )
  const person = { username, email, firstName, lastName, policy: config.passwordPolicy }
  return {
    profile: value,
    issues: [
      ...issues,
      ...passwordIssues('password', password, person),
      ...(passwordAgain === undefined || passwordAgain === password ? [] : [passwordsDiffer]),
      ...(input.acceptTerms ? [] : [termsNotAccepted]),
    ],
  }
}

/**
 * The profile of a registration, as it is kept. Throws InputInvalid with everything that is wrong, in the order of the form:
 * where something is, names that are taken are told in the same answer; where nothing is, the making of the account tells them.
 */
export async function requireValid(
  { config, db, keys, breaches }: CheckDeps,
  scope: Scope,
  input: RegistrationInput,
): Promise<NewAccount> {
  const { profile, issues } = checkAlone(input, scope, config)
  if (issues.length === 0) issues.push(...(await breachIssues(breaches, 'password', input.password)))
  if (issues.length === 0) return profile
  const faulty = new Set(issues.map(({ field }) => field))
  const wanted = {
    username: faulty.has('username') ? '' : profile.username,
    // Where the address is to be proved, whether it has an account is told to its mailbox alone.
    email: faulty.has('email') || config.emailVerification === 'before-sign-in' ? '' : profile.email,
    now: scope.now,
  }
  const taken = await db.transaction((tx) => findTaken(tx, keys['username-reservation'], wanted))
  throw new InputInvalid(
    [...issues, ...taken].toSorted((one, other) => formOrder.indexOf(one.field) - formOrder.indexOf(other.field)),
  )
}
