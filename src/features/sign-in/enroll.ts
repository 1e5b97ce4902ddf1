import type { Tx } from '../../platform/db/db.ts'
import { InputInvalid } from '../../platform/errors/app-error.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { endAccessOf } from '../access-tokens/index.ts'
import { holdAccount } from '../accounts/index.ts'
import {
  addressOf,
  enrollAtSignIn,
  graceEnd,
  isFactorOverdue,
  secretOfSignIn,
  verifyAtSignIn,
} from '../two-factor/index.ts'
import type { SignInDeps } from './deps.ts'
import { codeMissing, FactorOverdue, FlowOver } from './errors.ts'
import { type Flow, findFlow, finishStep, type Outcome, type Shown } from './flow.ts'

const step = 'enrollment'

type Place = { readonly flow: Flow; readonly secret: string }

async function findPlace({ db, keys }: SignInDeps, { now }: Scope, shown: Shown): Promise<Place> {
  const flow = await findFlow(db, { ...shown, step, now })
  if (!flow || shown.token === null) throw new FlowOver()
  return { flow, secret: secretOfSignIn(keys.enrollment, shown.token) }
}

/** What an app is told to show the codes of this account, and until when that may be put off; null where it may not. */
export type Enrollment = { readonly secret: string; readonly address: string; readonly until: Date | null }

/** What is to be set up at the step of a sign-in. Throws FlowOver where there is no such sign-in. */
export async function findEnrollment(deps: SignInDeps, scope: Scope, shown: Shown): Promise<Enrollment> {
  const { flow, secret } = await findPlace(deps, scope, shown)
  const { config } = deps
  const { account } = flow
  return {
    secret,
    address: addressOf({ secret, site: config.siteName, username: account.username }),
    until: isFactorOverdue(config, account, scope.now) ? null : graceEnd(config, account),
  }
}

/** Where a sign-in goes on, and the backup codes that are shown now and never again. */
export type Enrolled = { readonly outcome: Outcome; readonly codes: readonly string[] }

/**
 * The step at which somebody who must have a second factor sets up an app: its first code is the proof. Everything that was
 * opened before ends. Throws FlowOver where there is no living sign-in of this browser at this step, or the account has a
 * factor by now; InputInvalid for a code that is missing or wrong.
 */
export async function enroll(
  deps: SignInDeps,
  scope: Scope,
  { typed, ...shown }: Shown & { readonly typed: string },
): Promise<Enrolled> {
  const { db, mailer } = deps
  const { flow, secret } = await findPlace(deps, scope, shown)
  const accountId = flow.account_id
  if (typed.trim() === '') throw new InputInvalid([codeMissing('code', 'totp')])
  const first = await verifyAtSignIn(deps, scope, { accountId, secret, typed })
  const work = async (tx: Tx) => {
    // Whoever knew the password and came later would else take the place of what the owner has set up meanwhile.
    if ((await holdAccount(tx, accountId)).factors.length > 0) throw new FlowOver()
    const codes = await enrollAtSignIn(tx, scope, { first, mailer })
    await endAccessOf(tx, scope, { accountId, exceptId: null })
    return codes ?? []
  }
  return db.transaction(async (tx) => {
    let codes: readonly string[] = []
    const outcome = await finishStep({ tx, deps }, scope, {
      ...{ step, shown, methods: ['totp'], standsFor: ['second-factor'] },
      work: async () => {
        codes = await work(tx)
      },
    })
    return { outcome, codes }
  })
}

/**
 * Goes on without a second factor, while the days of grace last. Throws FlowOver where there is no living sign-in of this
 * browser at this step, FactorOverdue where they are over.
 */
export const postponeEnrollment = (deps: SignInDeps, scope: Scope, shown: Shown): Promise<Outcome> =>
  deps.db.transaction((tx) =>
    finishStep({ tx, deps }, scope, {
      step,
      shown,
      work: async ({ account }) => {
        if (isFactorOverdue(deps.config, account, scope.now)) throw new FactorOverdue()
      },
    }),
  )
