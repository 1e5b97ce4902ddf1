import { randomUUID } from 'node:crypto'
import { sha256 } from '../../platform/crypto/hash.ts'
import { randomToken } from '../../platform/crypto/random.ts'
import type { Reader, Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, findAccount, getAccount } from '../accounts/index.ts'
import { findPassword, isStillPassword } from '../passwords/index.ts'
import type { SignInDeps } from './deps.ts'
import { FlowOver, requireOpen } from './errors.ts'
import { type OpenedSession, openSession } from './open-session.ts'
import * as queries from './queries.ts'
import type { Step, StepName } from './step.ts'
import { findNextStep } from './steps.ts'
import { trustBrowser } from './trusted-browser.ts'

/** How long one step may take, in seconds. */
export const stepSeconds = 600
const wholeSeconds = 3_600

/** A sign-in under way: who, since when, and what is done. */
export type Progress = {
  readonly account: Account
  readonly kept: boolean
  readonly done: readonly string[]
  /** How the person proved to be it: `password`, then factors. */
  readonly methods: readonly string[]
  readonly trustsBrowser: boolean
  readonly startedAt: Date
  /** The password that was proved holds since then. */
  readonly passwordChangedAt: Date
  /** The same over all steps; a new one where it is null. */
  readonly flowId: string | null
  readonly deviceId: string | null
}

/** What a step led to: a session, or the next step with the token that the browser shows there. */
export type Outcome =
  | { readonly kind: 'signed-in'; readonly account: Account; readonly opened: OpenedSession }
  | { readonly kind: 'next'; readonly step: Step; readonly flowId: string; readonly token: string }

/** A transaction, the settings that say which steps are due, and who takes the mail about a new browser. */
export type Going = { readonly tx: Tx; readonly deps: Pick<SignInDeps, 'config' | 'mailer'> }

const ago = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000)
const wanted = (token: string, now: Date) => ({
  tokenHash: sha256(token),
  now,
  startedAfter: ago(now, wholeSeconds),
})

async function waitFor(step: Step, { tx, now }: { tx: Tx; now: Date }, progress: Progress): Promise<Outcome> {
  const token = randomToken()
  const flowId = progress.flowId ?? randomUUID()
  await queries.insertFlow(tx, {
    id: flowId,
    token_hash: sha256(token),
    account_id: progress.account.id,
    password_changed_at: progress.passwordChangedAt,
    kept: progress.kept,
    steps_done: [...progress.done],
    next_step: step.name,
    methods: [...progress.methods],
    trusts_browser: progress.trustsBrowser,
    created_at: progress.startedAt,
    step_expires_at: ago(now, -stepSeconds),
  })
  await step.begin?.(tx, progress.account, now)
  return { kind: 'next', step, flowId, token }
}

/** Opens a session where every step is done, else remembers how far this sign-in is, under a new token. */
export async function goOn({ tx, deps }: Going, scope: Scope, progress: Progress): Promise<Outcome> {
  const { account, done, deviceId } = progress
  const { now } = scope
  const step = await findNextStep({ db: tx, config: deps.config, account, now, deviceId }, done)
  if (step) return waitFor(step, { tx, now }, progress)
  const opened = await openSession(tx, scope, { ...progress, mailer: deps.mailer })
  if (progress.trustsBrowser) await trustBrowser(tx, { config: deps.config, account, deviceId: opened.deviceId, now })
  return { kind: 'signed-in', account, opened }
}

/** What a browser shows at a step. */
export type Shown = {
  /** Of its cookie. */
  readonly token: string | null
  /** What a program says it is about; must be the flow of the token. */
  readonly flowId?: string
  readonly deviceId: string | null
}

/** A sign-in that waits for a step. */
export type Flow = queries.FlowRow & { readonly account: Account }

/** The sign-in of a token while it waits for exactly this step; null for whatever is wrong with it, all alike. */
export async function findFlow(
  db: Reader,
  { token, flowId, step, now }: Pick<Shown, 'token' | 'flowId'> & { step: StepName; now: Date },
): Promise<Flow | null> {
  const row = token === null ? undefined : await queries.findFlow(db, wanted(token, now))
  if (row?.next_step !== step || (flowId !== undefined && flowId !== row.id)) return null
  const password = await findPassword(db, row.account_id)
  if (password?.changedAt.getTime() !== row.password_changed_at.getTime()) return null
  const account = await findAccount(db, row.account_id)
  return account && { ...row, account }
}

type Finished = {
  readonly step: StepName
  readonly shown: Shown
  /** What else belongs to the same transaction, once the sign-in is this browser's alone; may refuse. */
  readonly work?: (flow: Flow) => Promise<void>
  /** What this step has proved. */
  readonly methods?: readonly string[]
  readonly trustsBrowser?: boolean
  /** Steps that this one stands for. */
  readonly standsFor?: readonly StepName[]
}

/**
 * Spends the token of a sign-in (of many at once one gets it), does the step's own work and goes on. Throws FlowOver for
 * whatever is wrong with the sign-in, AccountClosed where the account was closed meanwhile.
 */
export async function finishStep(going: Going, scope: Scope, finished: Finished): Promise<Outcome> {
  const { tx } = going
  const { step, shown, work, methods = [], trustsBrowser = false, standsFor = [] } = finished
  const flow = await findFlow(tx, { ...shown, step, now: scope.now })
  if (!flow || !(await queries.takeFlow(tx, flow.token_hash))) throw new FlowOver()
  const accountId = flow.account_id
  if (!(await isStillPassword(tx, { accountId, changedAt: flow.password_changed_at }))) throw new FlowOver()
  await work?.(flow)
  const account = await getAccount(tx, accountId)
  requireOpen(account, scope.now)
  return goOn(going, scope, {
    account,
    kept: flow.kept,
    done: [...flow.steps_done, step, ...standsFor],
    methods: [...flow.methods, ...methods],
    trustsBrowser: flow.trusts_browser || trustsBrowser,
    startedAt: flow.created_at,
    // The step may have changed it.
    passwordChangedAt: (await findPassword(tx, accountId))?.changedAt ?? flow.password_changed_at,
    flowId: flow.id,
    deviceId: shown.deviceId,
  })
}
