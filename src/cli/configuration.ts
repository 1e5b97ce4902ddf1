import { type Config, loadConfig } from '../config/config.ts'
import { ensureSecretKey } from '../config/ensure-secret-key.ts'
import { readEnvironment } from '../config/environment.ts'

/** The configuration of this process; its warnings go to the terminal. Throws ConfigInvalid (exit code 78). */
export function readConfig(): Config {
  const config = loadConfig(readEnvironment())
  for (const warning of config.warnings) console.error(warning)
  return config
}

/** The same with a secret key for certain: the one in DATA_DIR where none is set. */
export const readConfigWithSecret = () => ensureSecretKey(readConfig())

/** As above, for one of several processes: the first has told the warnings. */
export const readConfigQuietly = () => ensureSecretKey(loadConfig(readEnvironment()))
