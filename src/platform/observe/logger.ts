import type { Writable } from 'node:stream'
import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'

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
const paths = secrets
  .flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  .concat('["set-cookie"]', '*["set-cookie"]', '*.*["set-cookie"]')

export type LogOptions = {
  readonly level: string
  readonly format: 'json' | 'pretty'
  readonly destination?: Writable
}

/** The log of the process: one JSON object a line, or lines for people in development. Secrets by name are redacted. */
export function createLogger({ level, format, destination }: LogOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: '[redacted]' },
  }
  const out = destination ?? pino.destination({ dest: 2, sync: true })
  if (format === 'json') return pino(options, out)
  return pino(
    options,
    pretty({
      colorize: process.stderr.isTTY,
      translateTime: 'HH:MM:ss',
      ignore: 'pid,hostname',
      singleLine: true,
      ...(destination ? { destination } : { destination: 2 }),
      sync: true,
    }),
  )
}
