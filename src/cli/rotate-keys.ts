import { secretsOf } from '../config/ensure-secret-key.ts'
import { rotateKeys } from '../features/keys/index.ts'
import type { Command } from './command.ts'
import { readConfigWithSecret } from './configuration.ts'
import { withDatabase } from './with-database.ts'

/** `porchlight rotate-keys`: seals the stored keys by a new SECRET_KEY, so that the former one can go. */
export const rotateKeysCommand: Command = {
  name: 'rotate-keys',
  summary: 'Seal the stored keys by SECRET_KEY, so that SECRET_KEY_PREVIOUS can go.',
  async run() {
    const config = await readConfigWithSecret()
    return withDatabase(config, async (db) => {
      const { sealedAnew, sealedBefore } = await db.transaction((tx) => rotateKeys(tx, secretsOf(config)))
      if (sealedAnew.length > 0) {
        console.log(`Sealed by the new SECRET_KEY: ${sealedAnew.join(', ')}.`)
        console.log('Once every server runs with it, remove SECRET_KEY_PREVIOUS.')
      } else if (sealedBefore.length === 0)
        console.log('Nothing to do: there are no keys yet. The first start makes them.')
      else console.log('Nothing to do: SECRET_KEY seals every key already, and SECRET_KEY_PREVIOUS is not needed.')
      return 0
    })
  },
}
