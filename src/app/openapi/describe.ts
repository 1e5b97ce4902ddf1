import { pino } from 'pino'
import { loadConfig } from '../../config/config.ts'
import type { Keys } from '../../features/keys/index.ts'
import { createHasher } from '../../features/passwords/index.ts'
import { systemClock } from '../../platform/clock/clock.ts'
import { createDb } from '../../platform/db/db.ts'
import { createPool } from '../../platform/db/pool.ts'
import { buildApp } from '../build-app.ts'
import type { OpenapiDocument } from './document.ts'
import { documentOf } from './routes.ts'

/** The document of a server that was never started: routes alone make it, so no database is asked. */
export async function describeApi(): Promise<OpenapiDocument> {
  const config = loadConfig({ env: { ENVIRONMENT: 'test' }, cwd: '/nonexistent' })
  const nowhere = { host: '/nonexistent', port: 5432, user: 'nobody', database: 'none' }
  const db = createDb(createPool(nowhere, { size: 1, onError: () => {} }))
  const key = Buffer.alloc(32)
  const keys: Keys = {
    'device-cookie': key,
    'one-time-link': key,
    'username-reservation': key,
    idempotency: key,
    'audit-seal': key,
    'backup-code': key,
    passkeys: key,
    enrollment: key,
    lockout: key,
    farewell: key,
  }
  const log = pino({ level: 'silent' })
  const app = await buildApp({ config, db, clock: systemClock, log, keys, sealKeys: [], hasher: createHasher() })
  await app.ready()
  const document = documentOf(app)
  await app.close()
  await db.close()
  return document
}
