import { databaseUrl } from './database-url.ts'
import { oneOf, optional, wholeNumber } from './kind.ts'
import { redisUrl } from './redis-url.ts'
import type { Setting } from './setting.ts'
import { logLevels, type Values } from './shape.ts'
import { directory, filePath, secret } from './value-kinds.ts'

type Keys =
  | 'dataDir'
  | 'databaseUrl'
  | 'databaseOwnerUrl'
  | 'databasePoolSize'
  | 'databaseWaitSeconds'
  | 'databaseLifetimeSeconds'
  | 'databaseStatementSeconds'
  | 'databaseIdleSeconds'
  | 'redisUrl'
  | 'sessionCacheSeconds'
  | 'secretKey'
  | 'secretKeyPrevious'
  | 'logLevel'
  | 'logFormat'
  | 'logFile'
  | 'logFileSizeMb'
  | 'logFilesKept'

/** What the server keeps, what protects it, and what it writes about it. */
export const dataSettings: { readonly [K in Keys]: Setting<Values[K]> } = {
  dataDir: {
    name: 'DATA_DIR',
    group: 'data',
    kind: directory,
    fallback: { from: (_draft, cwd) => directory.parse('./data', cwd), text: './data' },
    summary: 'The directory for everything the server keeps; made when it is missing.',
    details: 'A relative path starts from the directory that the command was started in.',
    example: '/var/lib/porchlight',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    group: 'data',
    kind: optional(databaseUrl),
    fallback: { value: null, text: 'the embedded PostgreSQL, in DATA_DIR' },
    secret: true,
    summary: 'A PostgreSQL of your own (15 to 18), by a role that owns nothing.',
    details:
      'Its tables are in the schema porchlight, so the database may be shared. With several hosts, h1:5432,h2:5432, the first that takes writes is used, and the next one when it fails.',
    example: 'postgresql://porchlight_app:password@db.example.com:5432/people',
  },
  databaseOwnerUrl: {
    name: 'DATABASE_OWNER_URL',
    group: 'data',
    kind: optional(databaseUrl),
    fallback: { value: null, text: 'DATABASE_URL' },
    secret: true,
    summary: 'The same database by the role that owns the tables, for migrations.',
    details: 'With one role for both, the server could change its own audit log.',
    example: 'postgresql://porchlight_owner:password@db.example.com:5432/people',
  },
  databasePoolSize: {
    name: 'DATABASE_POOL_SIZE',
    group: 'data',
    kind: wholeNumber(1, 200),
    fallback: { value: 10 },
    summary: 'How many connections to the database each server process holds at most.',
    example: '20',
  },
  databaseWaitSeconds: {
    name: 'DATABASE_WAIT_SECONDS',
    group: 'data',
    kind: wholeNumber(1, 60),
    fallback: { value: 5 },
    summary: 'How long a request waits for a connection to the database before it is told to come back.',
    example: '3',
  },
  databaseLifetimeSeconds: {
    name: 'DATABASE_LIFETIME_SECONDS',
    group: 'data',
    kind: wholeNumber(0, 86_400),
    fallback: { value: 3_600 },
    summary: 'How old a connection to the database becomes before another one takes its place; 0 never.',
    example: '900',
  },
  databaseStatementSeconds: {
    name: 'DATABASE_STATEMENT_SECONDS',
    group: 'data',
    kind: wholeNumber(1, 3_600),
    fallback: { value: 15 },
    summary: 'How long one statement may take before PostgreSQL ends it; migrations take as long as they need.',
    example: '30',
  },
  databaseIdleSeconds: {
    name: 'DATABASE_IDLE_SECONDS',
    group: 'data',
    kind: wholeNumber(1, 3_600),
    fallback: { value: 30 },
    summary: 'How long a transaction may stand still before PostgreSQL ends it, so that it holds up nobody.',
    example: '10',
  },
  redisUrl: {
    name: 'REDIS_URL',
    group: 'data',
    kind: optional(redisUrl),
    fallback: { value: null, text: 'none; PostgreSQL does it' },
    secret: true,
    summary:
      'A Redis (6 or newer) or Valkey that counts limits and tells the servers what has ended; rediss:// is TLS.',
    details: 'While it is away PostgreSQL does its work. Each installation needs a database number of its own.',
    example: 'redis://:password@redis.example.com:6379/0',
  },
  sessionCacheSeconds: {
    name: 'SESSION_CACHE_SECONDS',
    group: 'data',
    kind: wholeNumber(0, 5),
    fallback: { value: 5 },
    summary: 'How long a server process may keep in memory who a session belongs to; 0 reads it on each request.',
    details:
      'What ends a session is told to every process at once. The time is how long it may take where that message is cut off without a sound.',
    example: '2',
  },
  secretKey: {
    name: 'SECRET_KEY',
    group: 'data',
    kind: optional(secret),
    fallback: { value: null, text: 'in development and test: made once and kept in DATA_DIR' },
    secret: true,
    summary: 'Seals the keys that protect links, cookies and stored secrets; at least 32 random characters.',
    details: 'Make one with: openssl rand -base64 48. Keep a copy where the backups are not: it is in none of them.',
    example: '$(openssl rand -base64 48)',
  },
  secretKeyPrevious: {
    name: 'SECRET_KEY_PREVIOUS',
    group: 'data',
    kind: optional(secret),
    fallback: { value: null },
    secret: true,
    summary: 'The key before SECRET_KEY, still accepted for reading while keys change.',
    example: '$(cat old-secret-key)',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    group: 'log',
    kind: oneOf(logLevels),
    fallback: { value: 'info' },
    summary: `The least important lines to write: ${logLevels.join(', ')}.`,
    example: 'warn',
  },
  logFormat: {
    name: 'LOG_FORMAT',
    group: 'log',
    kind: oneOf(['json', 'pretty']),
    fallback: {
      from: ({ environment }) => ({ value: environment === 'development' ? 'pretty' : 'json' }),
      text: 'pretty in development, else json',
    },
    summary: 'json is one object a line, for programs; pretty is for eyes.',
    example: 'json',
  },
  logFile: {
    name: 'LOG_FILE',
    group: 'log',
    kind: optional(filePath),
    fallback: { value: null },
    summary: 'A file that gets every line of the log as JSON, besides the terminal.',
    details:
      'Date and number come in before its ending: porchlight.2027-03-31.1.log. It begins anew each day and when it is full, and only its owner can read it.',
    example: '/var/log/porchlight/porchlight.log',
  },
  logFileSizeMb: {
    name: 'LOG_FILE_SIZE_MB',
    group: 'log',
    kind: wholeNumber(1, 10_000),
    fallback: { value: 20 },
    summary: 'How many megabytes a log file holds before the next one begins.',
    example: '100',
  },
  logFilesKept: {
    name: 'LOG_FILES_KEPT',
    group: 'log',
    kind: wholeNumber(1, 1_000),
    fallback: { value: 14 },
    summary: 'How many log files are kept; older ones are deleted when a new one begins.',
    details: 'With several processes it counts for each. The addresses of visitors are in them for as long.',
    example: '30',
  },
}
