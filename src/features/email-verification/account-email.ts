import type { Config } from '../../config/config.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Mailer } from '../../platform/mail/mailer.ts'
import type { EmailDeps } from '../accounts/index.ts'
import { askForEmail, findEmailAsked } from './changes/index.ts'
import { mayTakePart } from './proofs/index.ts'

/** What the account page needs to change an address, and to say what waits for a proof. */
export const accountEmail = (deps: {
  readonly db: Db
  readonly config: Pick<Config, 'emailVerification'>
  readonly mailer: Mailer
}): EmailDeps => ({
  ask: (scope, input) => askForEmail(deps, scope, input),
  findAsked: (scope) => findEmailAsked(deps.db, scope),
  awaitsProof: (account) => !mayTakePart(account, deps.config),
})
