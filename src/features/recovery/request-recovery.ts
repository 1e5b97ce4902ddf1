import { InputInvalid } from '../../platform/errors/app-error.ts'
import { addJob } from '../../platform/jobs/add-job.ts'
import { findAccountByLogin } from '../accounts/index.ts'
import type { RecoveryDeps } from './deps.ts'
import { RecoveryByHand } from './errors.ts'
import { mailRecovery } from './mail-recovery.ts'
import { recoveryTexts } from './texts/index.ts'

// No account has this number.
const nobody = '0'

/**
 * Takes on that the owner of an account, named by username or email, wants a link to a new password. Whether there is
 * such an account, whether it is open and how often it was asked for is looked at by a job, for all alike: neither the
 * answer nor its time can tell. Throws RecoveryByHand where no mail leaves, InputInvalid where nothing was written.
 */
export async function requestRecovery(
  { db, mailer }: Pick<RecoveryDeps, 'db' | 'mailer'>,
  { login }: { readonly login: string },
): Promise<void> {
  if (!mailer.sends) throw new RecoveryByHand()
  if (login.trim() === '')
    throw new InputInvalid([
      {
        field: 'login',
        code: 'missing',
        text: (locale, timeZone) => recoveryTexts(locale, timeZone).loginMissing(),
      },
    ])
  const accountId = (await findAccountByLogin(db, login))?.id ?? nobody
  await db.transaction((tx) => addJob(tx, { name: mailRecovery }, { payload: { accountId } }))
}
