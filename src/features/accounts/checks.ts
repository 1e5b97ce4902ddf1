import { type Check, failed, passed } from '../../platform/preflight/check.ts'
import { countAdmins } from './queries.ts'

const adminsExist: Check<unknown> = {
  id: 'deploy.04',
  name: 'admins-exist',
  title: 'Somebody can administer',
  async run({ database }) {
    const count = await countAdmins(database().db)
    return count === 0
      ? failed('No active account has the role admin', 'Run: porchlight create-admin')
      : passed(count === 1 ? '1 active account has the role admin' : `${count} active accounts have the role admin`)
  },
}

/** What preflight looks at. */
export const checks: readonly Check<unknown>[] = [adminsExist]
