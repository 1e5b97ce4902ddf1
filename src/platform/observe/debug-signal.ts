import type { Logger } from 'pino'

const quarterOfAnHour = 15 * 60_000

/**
 * Sets the level of the log to debug at SIGUSR2, for 15 minutes (`milliseconds`) or until a second signal, with one line
 * each. Returns what ends the listening. Loggers made from this one before the signal keep their level.
 */
export function listenForDebugSignal(log: Logger, milliseconds = quarterOfAnHour): () => void {
  const usual = log.level
  let timer: NodeJS.Timeout | null = null

  const lower = () => {
    if (timer) clearTimeout(timer)
    timer = null
    // Said while the log still says everything: the usual level may be above info.
    log.info(`log level is ${usual} again`)
    log.level = usual
  }
  const raise = () => {
    log.level = 'debug'
    timer = setTimeout(lower, milliseconds).unref()
    const minutes = Math.round(milliseconds / 60_000)
    log.info(`log level is debug for ${minutes} minutes; another SIGUSR2 ends it`)
  }
  const onSignal = () => {
    if (timer) lower()
    else if (log.isLevelEnabled('debug')) log.info(`log level is ${usual} anyway; SIGUSR2 changes nothing`)
    else raise()
  }

  process.on('SIGUSR2', onSignal)
  return () => {
    process.off('SIGUSR2', onSignal)
    if (timer) lower()
  }
}
