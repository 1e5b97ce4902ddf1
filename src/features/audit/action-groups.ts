import { type Action, actions } from './append-event.ts'

/** What events are looked for together. */
export const actionGroups = ['accounts', 'standing', 'sign-ins', 'sessions', 'passwords', 'tokens', 'staff'] as const
export type ActionGroup = (typeof actionGroups)[number]

const groups: Readonly<Record<Action, ActionGroup>> = {
  'account.created': 'accounts',
  'account.updated': 'accounts',
  'account.username-changed': 'accounts',
  'account.email-changed': 'accounts',
  'account.erased': 'accounts',
  'account.mail-arrives': 'accounts',
  'account.mail-refused': 'accounts',
  'email.change-asked': 'accounts',
  'email.change-undone': 'accounts',
  'email.verified': 'accounts',
  'terms.accepted': 'accounts',
  'account.password-due': 'standing',
  'account.reactivated': 'standing',
  'account.role-changed': 'standing',
  'account.suspended': 'standing',
  'account.suspension-ran-out': 'standing',
  'factors.reset': 'standing',
  'admin.first-made': 'standing',
  'sessions.ended-by-staff': 'standing',
  'account.locked': 'sign-ins',
  'account.unlocked': 'sign-ins',
  'backup-code.used': 'sign-ins',
  'device.distrusted': 'sign-ins',
  'identity.confirmed': 'sign-ins',
  'identity.refused': 'sign-ins',
  'sign-in.failed': 'sign-ins',
  'sign-in.succeeded': 'sign-ins',
  'stranger.thrown-out': 'sign-ins',
  'device.forgotten': 'sessions',
  'session.ended': 'sessions',
  'sessions.ended-others': 'sessions',
  'link.made': 'passwords',
  'authenticator.added': 'passwords',
  'authenticator.removed': 'passwords',
  'authenticator.replaced': 'passwords',
  'backup-codes.made': 'passwords',
  'passkey.added': 'passwords',
  'passkey.refused': 'sign-ins',
  'passkey.removed': 'passwords',
  'passkey.renamed': 'passwords',
  'password.changed': 'passwords',
  'password.set-by-link': 'passwords',
  'recovery.asked': 'passwords',
  'access-token.made': 'tokens',
  'access-token.revoked': 'tokens',
  'access-tokens.ended': 'tokens',
  'accounts.export-broken-off': 'staff',
  'accounts.export-ended': 'staff',
  'accounts.exported': 'staff',
  'events.exported': 'staff',
  'mail.retried': 'staff',
}

/** The actions of a group, in alphabetical order. */
export const actionsOf = (group: ActionGroup): Action[] =>
  actions.filter((action) => groups[action] === group).toSorted()

const refusals: ReadonlySet<string> = new Set<Action>([
  'sign-in.failed',
  'identity.refused',
  'device.distrusted',
  'passkey.refused',
])

/** Whether an event tells of something that was tried and not let through. */
export const isRefusal = (action: string): boolean => refusals.has(action)
