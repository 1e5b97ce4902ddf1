import { Type } from 'typebox'
import type { Tx } from '../../../platform/db/db.ts'
import { AppError } from '../../../platform/errors/app-error.ts'
import { parseForm } from '../../../platform/http/forms.ts'
import type { Role, SignedInScope } from '../../../platform/scope/scope.ts'
import {
  changeRole,
  type EraseDeps,
  forceNewPassword,
  LeaveBody,
  type ResetDeps,
  removeAccount,
  resetFactors,
  suspendAccount,
} from '../../standing/index.ts'
import { type MeasureName, offeredDays } from './measure-views.tsx'
import { ReasonBody } from './schema.ts'

type Taking = {
  readonly tx: Tx
  readonly scope: SignedInScope
  readonly accountId: string
  readonly deps: EraseDeps & ResetDeps
}

/** A posted form: what was typed, to be shown again, and how the measure is taken. */
export type PostedMeasure = {
  readonly typed: Readonly<Record<string, string>>
  readonly take: (taking: Taking) => Promise<void>
}

const SuspensionForm = Type.Object({ days: Type.String(), reason: Type.String() })
const RoleForm = Type.Object({ role: Type.String(), reason: Type.String() })

const day = 86_400_000
const roles: readonly Role[] = ['member', 'moderator', 'admin']

// The lists offer nothing else: whoever sends it made the form up.
function requireOffered<T extends string>(offered: readonly T[], value: string): T {
  const found = offered.find((one) => one === value)
  if (found === undefined) throw new AppError(400, 'form-invalid')
  return found
}

function readSuspension(body: unknown): PostedMeasure {
  const typed = parseForm(SuspensionForm, body)
  const days = Number(requireOffered(offeredDays, typed.days))
  return {
    typed,
    async take({ tx, scope, accountId }) {
      const until = days === 0 ? null : new Date(scope.now.getTime() + days * day)
      await suspendAccount(tx, scope, { accountId, reason: typed.reason, until })
    },
  }
}

function readRole(body: unknown): PostedMeasure {
  const typed = parseForm(RoleForm, body)
  const role = requireOffered(roles, typed.role)
  return {
    typed,
    take: ({ tx, scope, accountId }) => changeRole(tx, scope, { accountId, role, reason: typed.reason }),
  }
}

function readPasswordDue(body: unknown): PostedMeasure {
  const typed = parseForm(ReasonBody, body)
  return { typed, take: ({ tx, scope, accountId }) => forceNewPassword(tx, scope, { accountId, ...typed }) }
}

function readReset(body: unknown): PostedMeasure {
  const typed = parseForm(ReasonBody, body)
  return {
    typed,
    take: ({ tx, scope, accountId, deps: { mailer, config } }) =>
      resetFactors(tx, scope, { accountId, ...typed, mailer, config }),
  }
}

function readRemoval(body: unknown): PostedMeasure {
  const typed = parseForm(LeaveBody, body)
  return { typed, take: ({ tx, scope, accountId, deps }) => removeAccount(tx, scope, { accountId, ...typed }, deps) }
}

/** Reads the form of each measure; throws AppError 400 for fields and choices that it does not have. */
export const readMeasure: Readonly<Record<MeasureName, (body: unknown) => PostedMeasure>> = {
  suspension: readSuspension,
  'password-due': readPasswordDue,
  role: readRole,
  factors: readReset,
  removal: readRemoval,
}
