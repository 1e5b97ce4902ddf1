import type { Tx } from '../../platform/db/db.ts'
import type { Role, Scope } from '../../platform/scope/scope.ts'
import { type Account, createAccount, type NewAccount } from '../accounts/index.ts'
import type { Keys } from '../keys/index.ts'
import { storePassword } from '../passwords/index.ts'

type Making = {
  readonly profile: NewAccount
  readonly role: Role
  readonly passwordHash: string
  readonly keys: Pick<Keys, 'username-reservation'>
  /** Since when the address is known to be the person's; null where nobody has looked. */
  readonly emailVerifiedAt: Date | null
}

/** An account with its password, in one transaction. Throws InputInvalid where the name or the address is taken. */
export async function makeAccount(
  tx: Tx,
  scope: Scope,
  { profile, role, passwordHash, keys, emailVerifiedAt }: Making,
): Promise<Account> {
  const account = await createAccount(tx, scope, {
    ...{ profile, role, emailVerifiedAt },
    macKey: keys['username-reservation'],
  })
  await storePassword(tx, { accountId: account.id, hash: passwordHash, now: scope.now })
  return account
}
