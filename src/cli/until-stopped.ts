import type { Logger } from 'pino'

/** How long running requests and jobs have after the first signal, in milliseconds. */
export const patience = 20_000

/** Resolves at the first signal to stop; at a second one `atOnce` ends the process without waiting. */
export const untilStopped = (atOnce: () => void = () => process.exit(1)) =>
  new Promise<void>((resolve) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (asked) atOnce()
        asked = true
        resolve()
      })
  })

/** Lets go in order, within 20 s; what then still runs is cut off, and the process ends with 1, so that it is noticed. */
export async function stopInTime(log: Logger, stop: () => Promise<void>): Promise<number> {
  log.info('stopping')
  const late = setTimeout(() => {
    log.error(`not everything was finished ${patience / 1_000} s after the signal to stop; it is cut off`)
    process.exit(1)
  }, patience)
  await stop()
  clearTimeout(late)
  return 0
}
