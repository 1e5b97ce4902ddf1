import { randomBytes } from 'node:crypto'
import type { Tx } from '../../platform/db/db.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { insertEvent } from './queries.ts'
import { personalDigest } from './seals/index.ts'

/** What happened, as it stands in the log for ever. A new one needs its sentence in this feature's messages. */
export const actions = [
  'access-token.made',
  'access-token.revoked',
  'access-tokens.ended',
  'account.created',
  'account.updated',
  'account.username-changed',
  'account.email-changed',
  'account.erased',
  'account.locked',
  'account.mail-arrives',
  'account.mail-refused',
  'account.password-due',
  'account.reactivated',
  'account.role-changed',
  'account.suspended',
  'account.suspension-ran-out',
  'account.unlocked',
  'accounts.export-broken-off',
  'accounts.export-ended',
  'accounts.exported',
  'admin.first-made',
  'authenticator.added',
  'authenticator.removed',
  'authenticator.replaced',
  'backup-code.used',
  'backup-codes.made',
  'device.distrusted',
  'device.forgotten',
  'email.change-asked',
  'email.change-undone',
  'email.verified',
  'events.exported',
  'factors.reset',
  'identity.confirmed',
  'identity.refused',
  'link.made',
  'mail.retried',
  'passkey.added',
  'passkey.refused',
  'passkey.removed',
  'passkey.renamed',
  'password.changed',
  'password.set-by-link',
  'recovery.asked',
  'session.ended',
  'sessions.ended-by-staff',
  'sessions.ended-others',
  'sign-in.failed',
  'sign-in.succeeded',
  'stranger.thrown-out',
  'terms.accepted',
] as const

export type Action = (typeof actions)[number]

/** Whether this version knows an action that stands in the log. */
export const isAction = (value: string): value is Action => actions.includes(value as Action)

/** A changed field, old and new as text; secrets are never given here, an absent value is null. */
export type Change = { readonly field: string; readonly old: string | null; readonly new: string | null }

export type AuditEvent = {
  readonly action: Action
  /** The account it happened to; null where no account was found. */
  readonly subjectId: string | null
  /** Who did it, where that is not the caller of the scope: the person who has just signed in. */
  readonly actorId?: string
  /** Nobody asked for it: a job came upon it. */
  readonly bySystem?: true
  readonly changes?: readonly Change[]
}

const actorOf = (scope: Scope, { actorId, bySystem }: Pick<AuditEvent, 'actorId' | 'bySystem'>) => {
  if (bySystem) return { kind: 'system', id: null } as const
  const id = actorId ?? scope.caller?.accountId ?? null
  if (id !== null) return { kind: 'account', id } as const
  return { kind: scope.ip === null ? 'shell' : 'nobody', id: null } as const
}

/** Writes an event into the transaction of the change it tells of; returns its number. */
export async function appendEvent(
  tx: Tx,
  scope: Scope,
  { action, subjectId, changes = [], ...by }: AuditEvent,
): Promise<string> {
  const actor = actorOf(scope, by)
  const values = { salt: randomBytes(32), ip: scope.ip, userAgent: scope.userAgent, changes }
  return insertEvent(tx, {
    ...{ action, subjectId, actor, at: scope.now, requestId: scope.requestId },
    ...{ personalDigest: personalDigest(values), ...values },
  })
}

/** The differences between two versions of a record, in the order of the names. */
export function changesBetween<T extends Record<string, unknown>>(before: T, after: Partial<T>): Change[] {
  const text = (value: unknown) => (value === null || value === undefined || value === '' ? null : String(value))
  return Object.keys(after)
    .map((field) => ({ field, old: text(before[field]), new: text(after[field]) }))
    .filter((change) => change.old !== change.new)
}
