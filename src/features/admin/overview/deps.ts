import type { Config } from '../../../config/config.ts'
import type { Db } from '../../../platform/db/db.ts'

/** What the overview stands on. */
export type OverviewDeps = {
  readonly db: Db
  readonly config: Pick<Config, 'dataDir' | 'databaseUrl' | 'redisUrl'>
}
