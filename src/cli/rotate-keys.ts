import { secretsOf } from '../config/ensure-secret-key.ts'
import { type Rotation, rotateKeys, sealKeysOf } from '../features/keys/index.ts'
import { type Resealed, resealSecrets } from '../features/two-factor/index.ts'
import type { Db } from '../platform/db/db.ts'
import type { Command } from './command.ts'
import { readConfigWithSecret } from './configuration.ts'
import { showProgress } from './progress.ts'
import { withDatabase } from './with-database.ts'

async function reseal(db: Db, secrets: readonly string[]): Promise<Resealed> {
  const progress = showProgress('Sealing')
  try {
    return await resealSecrets(db, sealKeysOf(secrets), {
      onProgress: (done, of) => progress.step(done, of, 'secrets of apps'),
    })
  } finally {
    progress.end()
  }
}

const shownAtMost = 20

/** Says what was done; whether it all was. */
function report({ sealedAnew, sealedBefore }: Rotation, secrets: Resealed): boolean {
  const { unreadable } = secrets
  if (sealedAnew.length > 0) console.log(`Sealed by the new SECRET_KEY: ${sealedAnew.join(', ')}.`)
  if (secrets.sealedAnew > 0) console.log(`Secrets of apps sealed by the new SECRET_KEY: ${secrets.sealedAnew}.`)
  if (unreadable.length > 0) {
    const more = unreadable.length > shownAtMost ? ' and more' : ''
    console.error(
      `Neither SECRET_KEY nor SECRET_KEY_PREVIOUS opens the secret of the app of ${unreadable.length} accounts: ${unreadable.slice(0, shownAtMost).join(', ')}${more}. If they were sealed by an older key, set SECRET_KEY_PREVIOUS to it and run this again; else reset the second factor of these accounts.`,
    )
    return false
  }
  if (sealedAnew.length + secrets.sealedAnew > 0)
    console.log('Once every server runs with the new one, remove SECRET_KEY_PREVIOUS.')
  else if (sealedBefore.length === 0) console.log('Nothing to do: there are no keys yet. The first start makes them.')
  else console.log('Nothing to do: SECRET_KEY seals everything already, and SECRET_KEY_PREVIOUS is not needed.')
  return true
}

/** `porchlight rotate-keys`: seals what is stored by a new SECRET_KEY, so that the former one can go. */
export const rotateKeysCommand: Command = {
  name: 'rotate-keys',
  summary: 'Seal stored keys and secrets of apps by SECRET_KEY, so that SECRET_KEY_PREVIOUS can go.',
  async run() {
    const config = await readConfigWithSecret()
    const secrets = secretsOf(config)
    return withDatabase(config, async (db) => {
      const rotation = await db.transaction((tx) => rotateKeys(tx, secrets))
      return report(rotation, await reseal(db, secrets)) ? 0 : 1
    })
  },
}
