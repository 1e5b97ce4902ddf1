import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { buildApp } from '../../src/app/build-app.ts'
import { hearRevocations, reachRedis } from '../../src/app/reach-redis.ts'
import { type Config, loadConfig } from '../../src/config/config.ts'
import { loadKeys, sealKeysOf } from '../../src/features/keys/index.ts'
import { createHasher, type Hasher } from '../../src/features/passwords/index.ts'
import type { Connection } from '../../src/platform/db/pool.ts'
import { Browser } from './browser.ts'
import { createTestClock } from './clock.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { freePort } from './free-port.ts'

export const testSecret = 'a-secret-for-tests-only-8f3kd92mz0qpw7xv'

/** Settings with which mails are queued; none is sent where no worker runs. */
export const withMail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'accounts@example.org' } as const

/** A real server on a real port, on a database of its own. */
export type TestServer = {
  readonly origin: string
  readonly config: Config
  readonly database: TestDatabase
  /** Every log line so far, as the JSON objects they are. */
  readonly logLines: Record<string, unknown>[]
  /** The time as the server has it. */
  now(): Date
  advance(milliseconds: number): void
  browser(): Browser
  stop(): Promise<void>
}

type Options = {
  /** The name people reach it by; browsers have passkeys for names alone. */
  readonly host?: 'localhost'
  readonly env?: Record<string, string>
  readonly database?: TestDatabase
  /** Where revocations are heard, if not directly at the database. */
  readonly hearBy?: Connection
  readonly hasher?: Hasher
}

/** Starts a server on a free port of the loopback. Sessions are read on each request unless `env` turns their cache on. Rate limits are off unless `env` turns them on, and addresses are not verified; requests may come from any address by `browser.ip`. */
export async function startTestServer({
  host,
  env = {},
  database: shared,
  hearBy,
  hasher = createHasher(),
}: Options = {}): Promise<TestServer> {
  const database = shared ?? (await createTestDatabase())
  const { clock, advance } = createTestClock()
  const logLines: Record<string, unknown>[] = []
  const log = pino(
    { level: 'info' },
    {
      write: (line: string) => {
        logLines.push(JSON.parse(line))
      },
    },
  )
  const port = await freePort()
  const config = loadConfig({
    env: {
      ENVIRONMENT: 'test',
      PORT: String(port),
      SECRET_KEY: testSecret,
      PUBLIC_URL: `http://${host ?? '127.0.0.1'}:${port}`,
      RATE_LIMITS: 'off',
      EMAIL_VERIFICATION: 'off',
      SESSION_CACHE_SECONDS: '0',
      TRUSTED_PROXIES: 'loopback',
      SITE_NAME: 'Kev’s Robots',
      ...env,
    },
    cwd: '/nonexistent',
  })
  const keys = await loadKeys(database.db, [testSecret])
  const redis = await reachRedis(config, log)
  const { db } = database
  const revocations =
    config.sessionCacheSeconds > 0
      ? hearRevocations({ connection: hearBy ?? database.connection, db, redis, log })
      : undefined
  const app = await buildApp({
    ...{ config, redis, db, clock, log, keys, hasher },
    sealKeys: sealKeysOf([testSecret]),
    ...(revocations ? { revocations } : {}),
  })
  await app.listen({ host: '127.0.0.1', port })
  while (revocations?.isProven() === false) await sleep(10)
  const { origin } = config.publicUrl
  return {
    origin,
    config,
    database,
    logLines,
    now: clock,
    advance,
    browser: () => new Browser(origin),
    async stop() {
      await app.close()
      await revocations?.close()
      await redis?.close()
      if (!shared) await database.close()
    },
  }
}
