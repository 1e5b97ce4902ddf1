import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Clock } from '../../platform/clock/clock.ts'
import { sqlState } from '../../platform/db/connection-errors.ts'
import type { Db } from '../../platform/db/db.ts'
import { OperatorError } from '../../platform/errors/operator-error.ts'
import { isSealDue, sealEvents, sealName } from './seals/index.ts'

/** The sealer of this process. */
export type RunningSealer = {
  /** Seals what is left, then ends. */
  stop(): Promise<void>
}

type Start = { readonly db: Db; readonly key: Buffer; readonly clock: Clock; readonly log: Logger }

const pause = 1_000
const betweenLines = 60_000

/** Writes the latest seal to the log: whoever rewrites the database, seals and all, cannot reach what was written elsewhere. */
function createSealLog({ clock, log }: Pick<Start, 'clock' | 'log'>) {
  let latest: string | null = null
  let writtenAt = Number.NEGATIVE_INFINITY
  return {
    note(seal: string) {
      latest = seal
    },
    write({ atOnce }: { atOnce: boolean }) {
      const now = clock().getTime()
      if (latest === null || (!atOnce && now - writtenAt < betweenLines)) return
      log.info({ seal: latest }, 'audit sealed')
      writtenAt = now
      latest = null
    },
  }
}

/**
 * Seals the audit log once a second until `stop`. Every server runs one; a lock of the database lets one of them at a time
 * do it, and frees itself with the transaction, so that none that dies or stands still keeps the others from it for long.
 */
export function startSealer({ db, key, clock, log }: Start): RunningSealer {
  const stopping = new AbortController()
  const sealLog = createSealLog({ clock, log })
  let isFailing = false

  const pass = async () => {
    try {
      const seal = (await isSealDue(db)) ? await db.transaction((tx) => sealEvents(tx, key)) : null
      if (seal) sealLog.note(sealName(seal))
      isFailing = false
    } catch (error) {
      // Said once for each outage, not each second of it.
      const reason = error instanceof OperatorError ? error.message : undefined
      if (!isFailing) log.warn({ sqlState: sqlState(error), reason }, 'audit log not sealed')
      isFailing = true
    }
  }

  const sealUntilStopped = async () => {
    while (!stopping.signal.aborted) {
      await pass()
      sealLog.write({ atOnce: false })
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {}) // ends early on stop
    }
    // A database that is away must not hold up the stop.
    if (!isFailing) await pass()
    sealLog.write({ atOnce: true })
  }
  const ended = sealUntilStopped()

  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
