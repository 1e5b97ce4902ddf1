import { randomUUID } from 'node:crypto'
import { sha256 } from '../../platform/crypto/hash.ts'
import { randomToken } from '../../platform/crypto/random.ts'
import type { Reader, Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Account, findAccount } from '../accounts/index.ts'
import { findPassword } from '../passwords/index.ts'
import { FlowOver } from './errors.ts'
import { type OpenedSession, openSession } from './open-session.ts'
import * as queries from './queries.ts'
import type { Step, StepName } from './step.ts'
import { findNextStep } from './steps.ts'

/** How long one step may take, in seconds. */
export const stepSeconds = 600
const wholeSeconds = 3_600

/** A sign-in under way: who, since when, and what is done. */
export type Progress = {
  readonly account: Account
  readonly kept: boolean
  readonly done: readonly string[]
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

const ago = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000)
const wanted = (token: string, now: Date) => ({
  tokenHash: sha256(token),
  now,
  startedAfter: ago(now, wholeSeconds),
})

/** Opens a session where every step is done, else remembers how far this sign-in is, under a new token. */
export async function goOn(tx: Tx, scope: Scope, progress: Progress): Promise<Outcome> {
  const { account, kept, done, deviceId } = progress
  const step = findNextStep(account, done)
  if (!step) {
    const opened = await openSession(tx, scope, { account, kept, methods: ['password'], deviceId })
    return { kind: 'signed-in', account, opened }
  }
  const token = randomToken()
  const flowId = progress.flowId ?? randomUUID()
  await queries.insertFlow(tx, {
    id: flowId,
    token_hash: sha256(token),
    account_id: account.id,
    password_changed_at: progress.passwordChangedAt,
    kept,
    steps_done: [...done],
    created_at: progress.startedAt,
    step_expires_at: ago(scope.now, -stepSeconds),
  })
  return { kind: 'next', step, flowId, token }
}

/** The sign-in of a token while it waits for exactly this step; null for whatever is wrong with it, all alike. */
export async function findFlow(
  db: Reader,
  { token, step, now }: { token: string | null; step: StepName; now: Date },
): Promise<(queries.FlowRow & { readonly account: Account }) | null> {
  const row = token === null ? undefined : await queries.findFlow(db, wanted(token, now))
  if (!row) return null
  const password = await findPassword(db, row.account_id)
  if (password?.changedAt.getTime() !== row.password_changed_at.getTime()) return null
  const account = await findAccount(db, row.account_id)
  return account && findNextStep(account, row.steps_done)?.name === step ? { ...row, account } : null
}

/** Spends the token of a sign-in: of many at once one gets it. Throws FlowOver for the others. */
export async function takeFlow(tx: Tx, token: string, now: Date): Promise<queries.FlowRow> {
  const row = await queries.takeFlow(tx, wanted(token, now))
  if (!row) throw new FlowOver()
  return row
}
