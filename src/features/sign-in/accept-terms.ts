import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { acceptPolicies, termsNotAccepted } from '../policies/index.ts'
import type { SignInDeps } from './deps.ts'
import { finishStep, type Outcome, type Shown } from './flow.ts'

/**
 * The step at which changed terms are accepted. Throws FlowOver where there is no living sign-in of this browser at this
 * step, InputInvalid where they are not accepted.
 */
export async function acceptTerms(
  deps: SignInDeps,
  scope: Scope,
  { acceptTerms: accepted, ...shown }: Shown & { readonly acceptTerms: boolean },
): Promise<Outcome> {
  if (!accepted) throw new InputInvalid([termsNotAccepted])
  return deps.db.transaction((tx) =>
    finishStep({ tx, deps }, scope, {
      step: 'terms',
      shown,
      work: ({ account_id: accountId }) => acceptPolicies(tx, scope, { accountId, about: deps.config }),
    }),
  )
}
