import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { listenForDebugSignal } from '../platform/observe/debug-signal.ts'
import { openLogFile, pathOfProcess } from '../platform/observe/log-file.ts'
import { createLogger } from '../platform/observe/logger.ts'

type LogConfig = Pick<Config, 'logLevel' | 'logFormat' | 'logFile' | 'logFileSizeMb' | 'logFilesKept'>

const fileOf = (config: LogConfig, path: string, name: string | null) =>
  openLogFile({
    path: pathOfProcess(path, name),
    sizeMb: config.logFileSizeMb,
    kept: config.logFilesKept,
    onTrouble: (sentence) => console.error(sentence),
  })

/**
 * The log of this process, on the terminal and in LOG_FILE, listening to SIGUSR2. Where several processes share the
 * settings each gives its own `name`, because no two can turn over one file. Throws OperatorError where LOG_FILE cannot be written.
 */
export async function openLog(config: LogConfig, name: string | null = null): Promise<Logger> {
  const file = config.logFile === null ? null : await fileOf(config, config.logFile, name)
  const log = createLogger({ level: config.logLevel, format: config.logFormat, file })
  listenForDebugSignal(log)
  return log
}
