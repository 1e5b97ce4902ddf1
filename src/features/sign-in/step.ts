import type { Account } from '../accounts/index.ts'

/** Part of the API: what a client is told to do next. */
export type StepName = 'password' | 'new-password'

/** One step of signing in. */
export type Step = {
  readonly name: StepName
  /** Where a browser does it, without the path prefix. */
  readonly path: string
  /** Whether this account has to do it. */
  isDue(account: Account): boolean
}
