import cluster, { type Worker } from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'

/** Processes that are replaced when they end. */
export type Workers = {
  /** Resolves when the first one is ready; rejects with WorkerFailed where it ends before. */
  readonly ready: Promise<void>
  signal(name: NodeJS.Signals): void
  /** Lets each finish, and ends after so many milliseconds what is left. True where all ended by themselves and well. */
  stop(milliseconds: number): Promise<boolean>
}

/** The first process did not start; it has said why. */
export class WorkerFailed extends Error {
  override name = 'WorkerFailed'
  readonly exitCode: number
  constructor(exitCode: number) {
    super(`the first process ended with ${exitCode}`)
    this.exitCode = exitCode
  }
}

const longLife = 10_000
const shortestPause = 100
const longestPause = 30_000

/** Longer each time for a process that dies at once; none after a life of 10 s. */
const pauseAfter = (life: number, former: number): number =>
  life >= longLife ? 0 : Math.min(Math.max(former * 2, shortestPause), longestPause)

type Options = {
  readonly count: number
  readonly log: Logger
  /** Told of each copy as it starts, with its place. */
  readonly onStart?: (worker: Worker, place: number) => void
}

type House = Options & {
  readonly living: Set<Worker>
  readonly pauses: Set<NodeJS.Timeout>
  readonly started: PromiseWithResolvers<void>
  isReady: boolean
  isStopping: boolean
  allWell: boolean
}

function startLater(house: House, place: number, pause: number): void {
  const timer = setTimeout(() => {
    house.pauses.delete(timer)
    start(house, place, pause)
  }, pause)
  house.pauses.add(timer)
}

/** Starts the copy of a place; `former` is the pause that was before it. */
function start(house: House, place: number, former: number): void {
  const worker = cluster.fork()
  const begun = performance.now()
  house.living.add(worker)
  worker.send({ place })
  house.onStart?.(worker, place)
  worker.on('message', (message) => {
    if (message !== 'ready' || house.isReady) return
    house.isReady = true
    house.started.resolve()
    for (let next = 2; next <= house.count; next += 1) start(house, next, 0)
  })
  worker.once('exit', (code, signal) => {
    house.living.delete(worker)
    if (house.isStopping) house.allWell &&= code === 0
    else if (!house.isReady) house.started.reject(new WorkerFailed(code || 1))
    else {
      house.log.warn({ worker: worker.process.pid, code, signal }, 'a server process ended, another takes its place')
      startLater(house, place, pauseAfter(performance.now() - begun, former))
    }
  })
}

async function stop(house: House, milliseconds: number): Promise<boolean> {
  const { living, pauses } = house
  house.isStopping = true
  for (const timer of pauses) clearTimeout(timer)
  const ends = [...living].map((worker) => new Promise((resolve) => worker.once('exit', resolve)))
  for (const worker of living) worker.send('stop', () => {}) // one that is just ending hears it no more
  const done = new AbortController()
  const late = sleep(milliseconds, undefined, { signal: done.signal }).catch(() => {}) // all ended before
  await Promise.race([Promise.all(ends), late])
  done.abort()
  for (const worker of living) worker.process.kill('SIGKILL')
  await Promise.all(ends)
  return house.allWell
}

/**
 * Runs `count` copies of this process, with the same arguments, which share the ports they listen on: one until that is
 * ready, then all. A copy is told its place (from 1, that of the one it replaces), and works as `beWorker` says.
 */
export function superviseWorkers(options: Options): Workers {
  const house: House = {
    ...options,
    living: new Set(),
    pauses: new Set(),
    started: Promise.withResolvers<void>(),
    isReady: false,
    isStopping: false,
    allWell: true,
  }
  start(house, 1, 0)
  return {
    ready: house.started.promise,
    signal(name) {
      for (const worker of house.living) worker.process.kill(name)
    },
    stop: (milliseconds) => stop(house, milliseconds),
  }
}
