import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Scope } from '../../platform/scope/scope.ts'
import { askForPasskey, PasskeyRefused, provePasskey, usePasskey, watchingCounter } from '../two-factor/index.ts'
import { FlowOver } from './errors.ts'
import { type Flow, findFlow, finishStep, type Outcome, type Shown } from './flow.ts'
import { noteFailure } from './note-failure.ts'
import type { PasskeySignInDeps } from './passkey-deps.ts'

const step = 'second-factor'

async function getFlow({ db }: PasskeySignInDeps, { now }: Scope, shown: Shown): Promise<Flow> {
  const flow = await findFlow(db, { ...shown, step, now })
  if (!flow) throw new FlowOver()
  return flow
}

const askingOf = ({ now }: Scope, { token }: Shown) =>
  ({ purpose: 'second-factor', browser: `flow:${token}`, now }) as const

/**
 * What the browser of a sign-in that waits for the second factor is to ask for: the passkeys of its account are named,
 * since the password was right. Throws FlowOver where there is no such sign-in.
 */
export async function askForSecondFactor(deps: PasskeySignInDeps, scope: Scope, shown: Shown) {
  const { account_id: accountId } = await getFlow(deps, scope, shown)
  return askForPasskey(deps, { ...askingOf(scope, shown), accountId })
}

type Answer = Shown & { readonly credential: AuthenticationResponseJSON; readonly trustsBrowser: boolean }

/**
 * The step at which a passkey proves once more who it is, and goes on with the sign-in. Throws FlowOver where there is no
 * living sign-in of this browser at this step, PasskeyRefused for an answer that does not count or is somebody else's.
 */
export async function proveSecondFactor(deps: PasskeySignInDeps, scope: Scope, answer: Answer): Promise<Outcome> {
  const { credential, trustsBrowser, ...shown } = answer
  const { account_id: accountId } = await getFlow(deps, scope, shown)
  const prove = async () => {
    const proof = await provePasskey(deps, { credential, ...askingOf(scope, shown) })
    if (proof.accountId !== accountId) throw new PasskeyRefused('passkey-refused')
    return proof
  }
  const proof = await prove().catch(async (error) => {
    if (error instanceof PasskeyRefused && error.code !== 'passkey-over')
      await noteFailure(deps, scope, { accountId, device: null, reason: 'credentials' })
    throw error
  })
  return watchingCounter(deps.db, scope, () =>
    deps.db.transaction((tx) =>
      finishStep({ tx, deps }, scope, {
        ...{ step, shown, trustsBrowser, methods: ['passkey'] },
        work: () => usePasskey(tx, scope, proof),
      }),
    ),
  )
}
