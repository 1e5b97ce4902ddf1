import { secretsOf } from '../config/ensure-secret-key.ts'
import { loadKeys } from '../features/keys/index.ts'
import { setPasswordPath } from '../features/recovery/index.ts'
import { handOutRecoveryLink, renewOpeningLink, resetFactors, unlockAccount } from '../features/standing/index.ts'
import type { Command } from './command.ts'
import { reason, reasonOf, runMeasure, withAccount } from './measure.ts'

/** `porchlight recovery-link USER`: prints the link by which somebody who cannot get in sets a password. */
export const recoveryLinkCommand: Command = {
  name: 'recovery-link',
  summary: 'Print a link by which somebody sets a new password (24 hours, once).',
  takes: ['USER'],
  run: (input) =>
    withAccount(input, async ({ db, scope, account, config, mailer }) => {
      const key = (await loadKeys(db, secretsOf(config)))['one-time-link']
      const of = { accountId: account.id, key }
      // Whoever has never set one opens the account with it.
      const { token } = await db.transaction((tx) =>
        account.awaitsOpening ? renewOpeningLink(tx, scope, of) : handOutRecoveryLink(tx, scope, { ...of, mailer }),
      )
      console.log(`${config.publicUrl.href}${setPasswordPath(token)}`)
    }),
}

/** `porchlight reset-factors USER`: for somebody who lost the phone, the only admin too. */
export const resetFactorsCommand: Command = {
  name: 'reset-factors',
  summary: 'Remove the second factors of somebody who lost them, and sign the person out everywhere.',
  takes: ['USER'],
  options: { reason },
  run: runMeasure(async ({ tx, scope, accountId, config, mailer }, input) => {
    await resetFactors(tx, scope, { accountId, reason: reasonOf(input), config, mailer })
    return 'has no second factor any more, and signs in with the password.'
  }),
}

/** `porchlight unlock USER`: for whoever wrong passwords keep out, the only admin too. */
export const unlockCommand: Command = {
  name: 'unlock',
  summary: 'Let unknown browsers try the password of somebody again, after too many wrong ones.',
  takes: ['USER'],
  run: runMeasure(async ({ tx, scope, accountId }) => {
    await unlockAccount(tx, scope, { accountId })
    return 'can sign in from any browser again.'
  }),
}
