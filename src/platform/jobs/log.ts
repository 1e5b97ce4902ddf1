import { Logger } from 'graphile-worker'
import type { Logger as Pino } from 'pino'

/** For what has no log of its own: what goes wrong is thrown anyway. */
export const quietLogger = new Logger(() => () => {})

/** The queue's own messages in our log. What it says of one job is left to us: it would quote the error, and that can quote a row. */
export const queueLogger = (log: Pino): Logger =>
  new Logger(({ label }) => (level, message) => {
    if (label === 'job') return
    const serious = level === 'error' || level === 'warning'
    log[serious ? 'warn' : 'debug']({ part: label ?? 'queue' }, `jobs: ${message}`)
  })
