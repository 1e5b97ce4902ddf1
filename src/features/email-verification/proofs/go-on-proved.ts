import type { Scope } from '../../../platform/scope/scope.ts'
import { FlowOver, findFlow, finishStep, type Outcome, type Shown } from '../../sign-in/index.ts'
import type { VerificationDeps } from '../deps.ts'
import { EmailNotVerified } from '../errors.ts'

/**
 * Goes on with a sign-in whose person has confirmed the address meanwhile, wherever that was. Throws FlowOver where no
 * sign-in of this browser waits for it, EmailNotVerified where the address still does.
 */
export async function goOnProved(deps: VerificationDeps, scope: Scope, shown: Shown): Promise<Outcome> {
  const flow = await findFlow(deps.db, { ...shown, step: 'verification', now: scope.now })
  if (!flow) throw new FlowOver()
  if (flow.account.emailVerifiedAt === null) throw new EmailNotVerified()
  return deps.db.transaction((tx) => finishStep({ tx, deps }, scope, { step: 'verification', shown }))
}
