import {
  changeRole,
  forceNewPassword,
  reactivateAccount,
  signOutEverywhere,
  suspendAccount,
} from '../features/standing/index.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import type { Role } from '../platform/scope/scope.ts'
import type { Command, CommandInput } from './command.ts'
import { invalid, reason, reasonOf, runMeasure } from './measure.ts'

const day = 86_400_000

function endOf({ flags }: CommandInput, now: Date): Date | null {
  if (flags.days === undefined) return null
  if (!/^[1-9]\d{0,3}$/.test(String(flags.days)))
    throw new OperatorError('--days takes a whole number of days, like 7.', { exitCode: invalid })
  return new Date(now.getTime() + Number(flags.days) * day)
}

const roles: readonly Role[] = ['member', 'moderator', 'admin']

function roleOf({ positionals: [, given = ''] }: CommandInput): Role {
  const role = roles.find((name) => name === given)
  if (!role)
    throw new OperatorError(`There is no role “${given}”. Use member, moderator or admin.`, { exitCode: invalid })
  return role
}

/** `porchlight suspend USER`: closes an account at once, on every server. */
const suspendCommand: Command = {
  name: 'suspend',
  summary: 'Suspend an account: signs the person out everywhere, and lets them in no more.',
  takes: ['USER'],
  options: { reason, days: { help: 'For so many days; without it for good.', value: 'DAYS' } },
  run: runMeasure(async ({ tx, scope, accountId }, input) => {
    const until = endOf(input, scope.now)
    await suspendAccount(tx, scope, { accountId, reason: reasonOf(input), until })
    return until ? `is suspended until ${until.toISOString()}.` : 'is suspended.'
  }),
}

/** `porchlight reactivate USER`: lifts a suspension. */
const reactivateCommand: Command = {
  name: 'reactivate',
  summary: 'Lift a suspension.',
  takes: ['USER'],
  run: runMeasure(async ({ tx, scope, accountId }) => {
    await reactivateAccount(tx, scope, { accountId })
    return 'can sign in again.'
  }),
}

/** `porchlight set-role USER ROLE`: makes somebody member, moderator or admin. */
const setRoleCommand: Command = {
  name: 'set-role',
  summary: 'Make somebody member, moderator or admin; they sign in anew.',
  takes: ['USER', 'ROLE'],
  options: { reason },
  run: runMeasure(async ({ tx, scope, accountId }, input) => {
    const role = roleOf(input)
    await changeRole(tx, scope, { accountId, role, reason: reasonOf(input) })
    return `has the role ${role}.`
  }),
}

/** `porchlight sign-out USER`: ends every session of an account. */
const signOutCommand: Command = {
  name: 'sign-out',
  summary: 'Sign somebody out everywhere.',
  takes: ['USER'],
  run: runMeasure(async ({ tx, scope, accountId }) => {
    const ended = await signOutEverywhere(tx, scope, { accountId })
    return ended === 1 ? 'was signed out of 1 session.' : `was signed out of ${ended} sessions.`
  }),
}

/** `porchlight force-new-password USER`: makes a new password due. */
const forceNewPasswordCommand: Command = {
  name: 'force-new-password',
  summary: 'Make a new password due at the next sign-in, and sign the person out everywhere.',
  takes: ['USER'],
  options: { reason },
  run: runMeasure(async ({ tx, scope, accountId }, input) => {
    await forceNewPassword(tx, scope, { accountId, reason: reasonOf(input) })
    return 'must choose a new password at the next sign-in.'
  }),
}

/** What is done about an account from the shell, for emergencies: when no admin can sign in. */
export const standingCommands: readonly Command[] = [
  suspendCommand,
  reactivateCommand,
  setRoleCommand,
  signOutCommand,
  forceNewPasswordCommand,
]
