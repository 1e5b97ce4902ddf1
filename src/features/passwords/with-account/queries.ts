import { type Db, type Prepared, rowsOf, type Tx } from '../../../platform/db/db.ts'
import { type AccountRow, accountColumns } from '../../accounts/index.ts'

const columns = accountColumns.map((column) => `a.${column}`).join(', ')
const findByName = (by: string, condition: string): Prepared => ({
  name: `find-password-by-${by}`,
  text: `select p.password_hash, p.changed_at, ${columns}
    from accounts a left join passwords p on p.account_id = a.id where ${condition}`,
})
const named = {
  username: findByName('username', 'lower(a.username) = $1'),
  email: findByName('email', 'lower(a.email) = lower($1)'),
} as const

type Named = AccountRow & { password_hash: string | null; changed_at: Date | null }

/** An account, by a folded username or an email, and its password. */
export const findByLogin = (db: Db, { by, name }: { by: 'username' | 'email'; name: string }) =>
  db.prepared<Named>(named[by], [name])

const hold = `
  select p.changed_at, ${columns}
  from passwords p join accounts a on a.id = p.account_id
  where p.account_id = $1 for update of p, a`

/** Nobody changes either row until the transaction ends; the password is held first. */
export const lockWithAccount = (tx: Tx, accountId: string) =>
  rowsOf<AccountRow & { changed_at: Date }>(tx, hold, [accountId])
