import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { sqlState } from '../db/connection-errors.ts'
import type { Db } from '../db/db.ts'
import * as queries from './queries.ts'

/** How often a worker shows that it lives, and after how long without a sign its jobs go to others; in milliseconds. */
export type Pulse = { readonly every: number; readonly silentMs: number }

// Silence, the next look of another worker and its next look into the queue (2 s) together stay below 30 s.
export const usualPulse: Pulse = { every: 5_000, silentMs: 22_000 }

/** The signs of life of one worker. */
export type Heartbeat = {
  /** Whether the last sign reached the database not long ago. */
  isFresh(): boolean
  /** Takes the worker off the list. */
  stop(): Promise<void>
}

type Start = { readonly db: Db; readonly log: Logger; readonly workerId: string; readonly pulse: Pulse }

async function beatOnce({ db, log, workerId, pulse }: Start): Promise<void> {
  await db.transaction((tx) => queries.beat(tx, workerId))
  const silent = await queries.findSilentHolders(db, pulse)
  await db.transaction(async (tx) => {
    await queries.deleteSilentWorkers(tx, pulse)
    if (silent.length > 0) await queries.releaseJobsOf(tx, silent)
  })
  if (silent.length > 0) log.warn({ workers: silent }, 'jobs: a worker fell silent, others take its jobs')
}

/** Puts a worker on the list and keeps it there; releases the jobs of those that fell silent. */
export function startHeartbeat(start: Start): Heartbeat {
  const { db, log, workerId, pulse } = start
  const stopping = new AbortController()
  let last = Number.NEGATIVE_INFINITY

  const keepBeating = async () => {
    while (!stopping.signal.aborted) {
      const begun = performance.now()
      try {
        await beatOnce(start)
        last = begun
      } catch (error) {
        log.warn({ sqlState: sqlState(error) }, 'jobs: the sign of life did not get through')
      }
      await sleep(pulse.every, undefined, { signal: stopping.signal }).catch(() => {}) // ends early on stop
    }
  }
  const ended = keepBeating()

  return {
    isFresh: () => performance.now() - last < pulse.silentMs,
    async stop() {
      stopping.abort()
      await ended
      await db.transaction((tx) => queries.deleteWorker(tx, workerId)).catch(() => {}) // silence does it too
    },
  }
}

/** Throws where no worker anywhere has shown a sign of life lately. */
export async function requireLivingWorker(db: Db, pulse: Pulse = usualPulse): Promise<void> {
  if (!(await queries.findFreshWorker(db, pulse))) throw new Error('no worker shows a sign of life')
}
