import { setTimeout as pause } from 'node:timers/promises'
import { OperatorError } from '../../errors/operator-error.ts'
import type { Door } from './door.ts'
import { logLine, turnOverLog } from './log-file.ts'
import { adoptPostmaster, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts'
import { PROTOCOL } from './protocol.ts'
import { furnish } from './roles.ts'
import type { Site } from './site.ts'

const WATCH_MS = 1_000
const DEATHS_LIMIT = 5
const DEATHS_WINDOW_MS = 60_000
const PAUSE_AFTER_DEATHS_MS = 500

type Options = {
  readonly door: Door
  /** False once the data directory was deleted or replaced. */
  readonly isInPlace: () => boolean
  /** Called before each start, for what must be true then. `existing`: its data must be there. Throws OperatorError. */
  readonly prepare: (existing: boolean) => Promise<Site>
}

/**
 * Keeps PostgreSQL running for as long as there are clients: adopts one that lives, starts it again when it dies, ends it
 * when the last client has left. Returns then; throws OperatorError when it gives up, with PostgreSQL ended.
 */
export async function supervise({ door, isInPlace, prepare }: Options): Promise<void> {
  const deaths = new Deaths()
  const watch = watchPlace(isInPlace)
  try {
    for (;;) {
      if (!isInPlace()) throw removedWhileRunning()
      const up = await bringUp(prepare, deaths)
      if (!up) continue
      const what = await keep(up, door, watch.removed)
      if (what === 'died') deaths.record(null)
      else if (door.isEmpty) return
    }
  } finally {
    watch.stop()
  }
}

/** Until one of three things happens. `empty` has ended PostgreSQL and let the clients go who waited for it. */
async function keep(up: Up, door: Door, removed: Promise<'removed'>): Promise<'empty' | 'died'> {
  door.greet({ ready: true, protocol: PROTOCOL, ...up.facts })
  const what = await Promise.race([
    up.postmaster.gone.then(() => 'died' as const),
    door.empty().then(() => 'empty' as const),
    removed,
  ])
  door.greet(null)
  if (what === 'removed') {
    await stopPostmaster(up.postmaster, 'immediate')
    throw removedWhileRunning()
  }
  if (what === 'empty') {
    await stopPostmaster(up.postmaster, 'fast')
    logLine('The last client has left; PostgreSQL ended.')
    door.dismiss()
    return what
  }
  logLine('PostgreSQL died; starting it again.')
  return what
}

type Up = {
  readonly postmaster: Postmaster
  readonly facts: { readonly serverVersion: string; readonly fsync: boolean }
}

/** Null when it failed and may be tried again, as after a death. The very first start fails at once. */
async function bringUp(prepare: Options['prepare'], deaths: Deaths): Promise<Up | null> {
  await deaths.requireFew()
  let postmaster: Postmaster | null = null
  try {
    const site = await prepare(deaths.wasUp)
    postmaster = (await adoptPostmaster(site)) ?? (await startPostmaster(site))
    const { server_version, fsync } = await furnish(site.host)
    deaths.wasUp = true
    return { postmaster, facts: { serverVersion: server_version, fsync } }
  } catch (error) {
    if (postmaster) await stopPostmaster(postmaster, 'fast')
    if (!deaths.wasUp) throw error
    logLine(error instanceof Error ? error.message : String(error))
    deaths.record(error)
    return null
  }
}

/** Counts how often PostgreSQL died or did not come up again of late. */
class Deaths {
  wasUp = false
  #reason: unknown = null
  #times: number[] = []

  /** `reason` is null for a death without a word. */
  record(reason: unknown): void {
    this.#reason = reason
    this.#times.push(performance.now())
  }

  /** Called before each start: waits a little when it dies again and again; throws OperatorError at the fifth in a minute. */
  async requireFew(): Promise<void> {
    const start = performance.now() - DEATHS_WINDOW_MS
    this.#times = this.#times.filter((time) => time > start)
    if (this.#times.length >= DEATHS_LIMIT) {
      throw this.#reason instanceof OperatorError
        ? this.#reason
        : new OperatorError(
            `PostgreSQL died ${DEATHS_LIMIT} times within a minute: read the end of ${process.cwd()}/db.log, put that right and start again.`,
          )
    }
    if (this.#times.length > 1) await pause(PAUSE_AFTER_DEATHS_MS)
  }
}

/** Looks each second whether the data directory still is the one that was started in, and keeps db.log small. */
function watchPlace(isInPlace: () => boolean): { removed: Promise<'removed'>; stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<'removed'>()
  const dataDir = process.cwd()
  const timer = setInterval(() => {
    if (isInPlace()) turnOverLog(dataDir)
    else resolve('removed')
  }, WATCH_MS)
  return { removed: promise, stop: () => clearInterval(timer) }
}

function removedWhileRunning(): OperatorError {
  return new OperatorError(
    `The data directory ${process.cwd()} was deleted or replaced while the database ran: put it back or start Porchlight again.`,
  )
}
