import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import type { SignInDeps } from './deps.ts'
import { codeMissing, codeWrong, FlowOver } from './errors.ts'
import { findFlow, finishStep, type Outcome, type Shown } from './flow.ts'
import { noteFailure } from './note-failure.ts'
import { proveCode, type TypedCode } from './prove-code.ts'

const step = 'second-factor'

type Answer = Shown &
  TypedCode & {
    /** Whether this browser shall stand for the second factor from now on. */
    readonly trustsBrowser: boolean
  }

/** Where a form or a body has the code. */
const fieldOf = ({ kind }: TypedCode) => (kind === 'totp' ? 'code' : 'backupCode')

/**
 * The step at which a code of the app, or a backup code in its place, proves who it is, and goes on with the sign-in. The
 * code is spent in the same transaction. Throws FlowOver where there is no living sign-in of this browser at this step,
 * InputInvalid for a code that is missing, wrong or spent, LimitReached (429) after too many of them.
 */
export async function proveSecondFactorByCode(deps: SignInDeps, scope: Scope, answer: Answer): Promise<Outcome> {
  const { kind, typed, trustsBrowser, ...shown } = answer
  const flow = await findFlow(deps.db, { ...shown, step, now: scope.now })
  if (!flow) throw new FlowOver()
  const accountId = flow.account_id
  const refused = (issue: typeof codeWrong) => new InputInvalid([issue(fieldOf(answer), kind)])
  if (typed.trim() === '') throw refused(codeMissing)
  const proof = await proveCode(deps, scope, { accountId, kind, typed })
  if (!proof) {
    await noteFailure(deps, scope, { accountId, device: null, reason: 'credentials' })
    throw refused(codeWrong)
  }
  return deps.db.transaction((tx) =>
    finishStep({ tx, deps }, scope, {
      ...{ step, shown, trustsBrowser, methods: [proof.method] },
      work: async () => {
        if (!(await proof.spend(tx))) throw refused(codeWrong)
      },
    }),
  )
}
