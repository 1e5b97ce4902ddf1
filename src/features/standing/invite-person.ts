import type { Config } from '../../config/config.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { AppError, InputInvalid, type Issue } from '../../platform/errors/app-error.ts'
import type { Role, SignedInScope } from '../../platform/scope/scope.ts'
import {
  type Account,
  checkProfile,
  createAccount,
  findTaken,
  getAccount,
  holdWithAdmins,
  type NewAccount,
} from '../accounts/index.ts'
import { once } from '../idempotency/index.ts'
import type { Keys } from '../keys/index.ts'
import { makeOpeningLink, type PasswordLink } from '../recovery/index.ts'
import { toldToStaff } from './told-to-staff.ts'

export type InviteDeps = {
  readonly config: Pick<Config, 'siteName' | 'minimumAge'>
  readonly db: Db
  readonly keys: Pick<Keys, 'username-reservation' | 'idempotency' | 'one-time-link'>
}

/** Somebody who is to have an account, and what they may do. */
export type Invitation = {
  readonly firstName: string
  readonly lastName: string
  readonly username: string
  readonly email: string
  readonly role: Role
}

/** `link` is null where an earlier request with the same key made the account: it was shown then, and is shown once. */
export type Invited = { readonly account: Account; readonly link: PasswordLink | null }

type Checked = { readonly value: NewAccount; readonly issues: readonly Issue[] }

const formOrder = ['firstName', 'lastName', 'username', 'email']

const orderOf = ({ field }: Issue) => formOrder.indexOf(field)

/** Throws InputInvalid with everything that is wrong, what only the database knows too. */
async function requireValid(
  tx: Tx,
  { checked: { value, issues }, macKey, now }: { checked: Checked; macKey: Buffer; now: Date },
): Promise<NewAccount> {
  const unlessFaulty = (field: 'username' | 'email') =>
    issues.some((issue) => issue.field === field) ? '' : value[field]
  const wanted = { username: unlessFaulty('username'), email: unlessFaulty('email'), now }
  const all = [...issues, ...(await findTaken(tx, macKey, wanted))]
  if (all.length > 0) throw new InputInvalid(toldToStaff(all).toSorted((a, b) => orderOf(a) - orderOf(b)))
  return value
}

// As every measure: an admin who was one when the request came in may be none any more.
async function requireStillAdmin(tx: Tx, { caller }: SignedInScope): Promise<void> {
  const { admins } = await holdWithAdmins(tx, caller.accountId)
  if (!admins.includes(caller.accountId)) throw new AppError(403, 'forbidden')
}

/**
 * Makes an account for somebody else, without a password, and the link with which its person sets one, within three days.
 * The same key and the same input make one account; null promises nothing. Throws InputInvalid, AppError 403 where the caller
 * is no admin any more, 422 where the key came with another input.
 */
export async function invitePerson(
  deps: InviteDeps,
  scope: SignedInScope,
  { invitation, idempotencyKey }: { invitation: Invitation; idempotencyKey: string | null },
): Promise<Invited> {
  const { db, keys, config } = deps
  const { now, timeZone } = scope
  const { role, ...person } = invitation
  const macKey = keys['username-reservation']
  const checked = checkProfile(person, { ...config, now, timeZone })
  const request = { owner: scope.caller.accountId, key: idempotencyKey, content: { invited: invitation }, now }
  return db.transaction(async (tx) => {
    let link: PasswordLink | null = null
    await requireStillAdmin(tx, scope)
    const { id } = await once(tx, keys.idempotency, request, async () => {
      const profile = await requireValid(tx, { checked, macKey, now })
      const account = await createAccount(tx, scope, { profile, role, macKey, awaitsOpening: true })
      link = await makeOpeningLink(tx, scope, { account, key: keys['one-time-link'] })
      return account.id
    })
    return { account: await getAccount(tx, id), link }
  })
}
