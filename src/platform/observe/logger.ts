import type { Writable } from 'node:stream'
import { type DestinationStream, type Logger, pino } from 'pino'
import pretty from 'pino-pretty'
import type { LogFile } from './log-file.ts'

// Whatever is logged by mistake: these never leave the process.
const secrets = [
  'password',
  'newPassword',
  'currentPassword',
  'passwordAgain',
  'token',
  'cookie',
  'authorization',
  'secret',
  'secretKey',
  'email',
]
const censor = '[redacted]'
const hidden = new Set([...secrets, 'set-cookie'])
const deepest = 3

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The object without the secrets in it; the same one where it has none. Nested ones are looked into, two levels down. */
function withoutSecrets<Value extends object>(value: Value, level = 1): Value {
  let clean: { [key: string]: unknown } | null = null
  for (const [key, part] of Object.entries(value)) {
    const shown = hidden.has(key) ? censor : isNested(part) && level < deepest ? withoutSecrets(part, level + 1) : part
    if (shown === part) continue
    clean = { ...(clean ?? value), [key]: shown }
  }
  return (clean ?? value) as Value
}

const serializers = { err: (error: Error) => withoutSecrets(pino.stdSerializers.err(error)) }

export type LogOptions = {
  readonly level: string
  /** How lines look on the terminal. */
  readonly format: 'json' | 'pretty'
  readonly destination?: Writable
  /** Gets every line as well, always as JSON. */
  readonly file?: LogFile | null
}

// Lines of one turn of the event loop go out together: the call of the operating system takes longer than making one.
function writeEachTurn(destination: DestinationStream): DestinationStream {
  let lines = ''
  const flush = () => {
    const text = lines
    lines = ''
    if (text !== '') destination.write(text)
  }
  process.once('exit', flush)
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
  }
}

function terminalOf(format: LogOptions['format'], destination?: Writable): DestinationStream {
  if (format === 'json') return destination ?? writeEachTurn(pino.destination({ dest: 2, sync: true }))
  return pretty({
    colorize: process.stderr.isTTY,
    translateTime: 'HH:MM:ss',
    ignore: 'pid,hostname',
    singleLine: true,
    destination: destination ?? 2,
    sync: true,
  })
}

/** The log of the process: one JSON object a line, or lines for people in development. Secrets by name are redacted. */
export function createLogger({ level, format, destination, file }: LogOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      // By pino's wildcards the same took a tenth of all the time of a short request.
      log: (line: Record<string, unknown>) => withoutSecrets(line),
    },
    serializers,
    // For what loggers of one request and the like are given.
    redact: { paths: [...secrets, '["set-cookie"]'], censor },
  }
  const terminal = terminalOf(format, destination)
  if (!file) return pino(options, terminal)
  // Which lines there are is the logger's to say, also after its level has changed.
  return pino(options, pino.multistream([terminal, file].map((stream) => ({ level: 'trace' as const, stream }))))
}
