import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { readCrowding } from '../platform/db/capacity.ts'
import type { DatabaseAccess } from './reach-database.ts'

type Start = {
  readonly access: DatabaseAccess
  readonly config: Pick<Config, 'databasePoolSize'>
  readonly log: Logger
  readonly processes: number
}

/** Warns where the processes that start here can take more connections than the database has for them. */
export async function warnOfCrowding({ access, config, log, processes }: Start): Promise<void> {
  const crowding = await readCrowding(access.app, { poolSize: config.databasePoolSize, processes })
  if (crowding) log.warn(crowding)
}
