import type { Reader, Tx } from '../../platform/db/db.ts'
import type { Account } from '../accounts/index.ts'
import type { SignInDeps } from './deps.ts'

/** Part of the API: what a client is told to do next. */
export type StepName = 'password' | 'second-factor' | 'enrollment' | 'new-password' | 'terms' | 'verification'

/** What a step may look at to say whether it is due. */
export type StepContext = {
  readonly db: Reader
  readonly config: SignInDeps['config']
  readonly account: Account
  readonly now: Date
  /** Of the browser's cookie; null where it has none. */
  readonly deviceId: string | null
}

/** One step of signing in. */
export type Step = {
  readonly name: StepName
  /** Where a browser does it, without the path prefix. */
  readonly path: string
  /** Whether this account has to do it at this browser. */
  isDue(at: StepContext): boolean | Promise<boolean>
  /** What belongs to the transaction in which a sign-in comes to wait for this step. */
  begin?(tx: Tx, account: Account, now: Date): Promise<void>
}
