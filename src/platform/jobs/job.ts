import type { Logger } from 'pino'
import type { Clock } from '../clock/clock.ts'
import type { Db } from '../db/db.ts'

/** What a job may use. It opens its own transactions, so that a long one holds no lock longer than it must. */
export type JobContext = { readonly db: Db; readonly clock: Clock; readonly log: Logger }

/**
 * Work that runs apart from requests. It may run twice (a worker that dies in between leaves it to the next), so it must
 * not mind. The payload holds row ids only: never a token, a secret or an address, since it lies readable in a table.
 */
export type Job = {
  readonly name: string
  /** Five fields as in a crontab, in UTC: it then also runs by itself, with an empty payload. */
  readonly cron?: string
  run(context: JobContext, payload: unknown): Promise<void>
}
