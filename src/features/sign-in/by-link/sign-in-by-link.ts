import type { Tx } from '../../../platform/db/db.ts'
import type { Scope } from '../../../platform/scope/scope.ts'
import { spendLink } from '../../links/index.ts'
import { endLock, tellUnlock } from '../../lockout/index.ts'
import { holdByPassword } from '../../passwords/index.ts'
import { leaveSession } from '../../sessions/index.ts'
import type { SignInDeps } from '../deps.ts'
import { goOn, type Outcome } from '../flow.ts'
import { findLinked, purpose } from './sign-in-link.ts'

type Shown = {
  /** Of the cookie that the link was swapped for. */
  readonly token: string | null
  readonly keepSignedIn?: boolean | undefined
  readonly deviceId: string | null
}

type Opened = { readonly outcome: Outcome; readonly isUnlocked: boolean }

type Spending = Shown & { readonly deps: SignInDeps; readonly token: string }

async function open(tx: Tx, scope: Scope, { deps, token, ...shown }: Spending): Promise<Opened | null> {
  const { now } = scope
  const key = deps.keys['one-time-link']
  // Links before the password and the account, as everywhere.
  const link = await spendLink(tx, key, { purpose, token, now })
  const linked = await findLinked(tx, key, { link, now })
  if (!linked) return null
  const { stored } = linked
  const account = await holdByPassword(tx, { accountId: linked.account.id, changedAt: stored.changedAt })
  // Both are compared once more now that nobody changes them.
  if (!account || !(await findLinked(tx, key, { link, now }))) return null
  await leaveSession(tx, scope)
  const isUnlocked = await endLock(tx, { ...scope, caller: null }, account.id)
  const outcome = await goOn({ tx, deps }, scope, {
    account,
    kept: shown.keepSignedIn ?? false,
    // Whoever typed the right password while the account was locked had this link sent.
    done: ['password'],
    methods: ['link'],
    trustsBrowser: false,
    startedAt: now,
    passwordChangedAt: stored.changedAt,
    flowId: null,
    deviceId: shown.deviceId,
  })
  return { outcome, isUnlocked }
}

/**
 * Signs in by the mailed link of a locked account, in the browser that followed it: the link stands for the password alone, and
 * whatever else is due comes next. It is spent, and the lock ends. Null for whatever is wrong with the link, all alike.
 */
export async function signInByLink(deps: SignInDeps, scope: Scope, shown: Shown): Promise<Outcome | null> {
  const { token } = shown
  if (token === null) return null
  const opened = await deps.db.transaction((tx) => open(tx, scope, { ...shown, deps, token }))
  if (opened?.isUnlocked) tellUnlock(deps, scope, 'link')
  return opened?.outcome ?? null
}
