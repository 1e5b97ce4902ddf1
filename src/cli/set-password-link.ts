import { secretsOf } from '../config/ensure-secret-key.ts'
import { findAccountByLogin } from '../features/accounts/index.ts'
import { loadKeys } from '../features/keys/index.ts'
import { offerSetPasswordLink, setPasswordPath } from '../features/recovery/index.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import type { Command } from './command.ts'
import { readConfigWithSecret } from './configuration.ts'
import { shellScope } from './shell-scope.ts'
import { withDatabase } from './with-database.ts'

/** `porchlight set-password-link USER`: prints the link by which somebody who forgot the password sets a new one. */
export const setPasswordLinkCommand: Command = {
  name: 'set-password-link',
  summary: 'Print a link by which somebody sets a new password (24 hours, once).',
  takes: ['USER'],
  async run({ positionals: [login = ''] }) {
    const config = await readConfigWithSecret()
    return withDatabase(config, async (db) => {
      const account = await findAccountByLogin(db, login)
      if (!account) throw new OperatorError(`Nobody here has the username or email “${login}”.`)
      const key = (await loadKeys(db, secretsOf(config)))['one-time-link']
      const scope = shellScope(config.siteTimeZone)
      const token = await db.transaction((tx) =>
        offerSetPasswordLink(tx, scope, { accountId: account.id, key, now: scope.now }),
      )
      console.log(`${config.publicUrl.href}${setPasswordPath(token)}`)
      return 0
    })
  },
}
