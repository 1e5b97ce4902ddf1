import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExternal, openExternal } from '../../../../test/support/external.ts'
import { hasPgBouncer, startTestPgBouncer, type TestPgBouncer } from '../../../../test/support/pgbouncer.ts'
import { hasPostgres, makeRoles, startTestPostgres, type TestPostgres } from '../../../../test/support/postgres.ts'
import { silentLog } from '../../../../test/support/silent-log.ts'
import { listenForRevocations } from '../../cache/listen-for-revocations.ts'
import { connect, usualLimits } from '../pool.ts'
import { connectionOf } from './connection-of.ts'
import { reachExternal } from './index.ts'
import { hasSharedSessions } from './shared-sessions.ts'

const canRun = hasPostgres && hasPgBouncer
let server: TestPostgres
beforeAll(async () => {
  if (!canRun) return
  server = await startTestPostgres()
  await makeRoles(server)
  await createExternal(server, 'people')
})
afterAll(() => server?.remove())

async function through<T>(settings: Record<string, string>, work: (pooler: TestPgBouncer) => Promise<T>): Promise<T> {
  const pooler = await startTestPgBouncer(server, settings)
  try {
    return await work(pooler)
  } finally {
    await pooler.stop()
  }
}

const reach = (pooler: TestPgBouncer) =>
  reachExternal({
    url: server.url('porchlight', 'people'),
    ownerUrl: pooler.url('porchlight_owner', 'people'),
    limits: usualLimits,
    isProduction: true,
  })

/** What others do in the same pool meanwhile. */
async function besideOthers<T>(pooler: TestPgBouncer, work: () => Promise<T>): Promise<T> {
  const others = await Promise.all([1, 2, 3].map(() => connect(connectionOf(pooler.url('porchlight', 'people')))))
  let isOver = false
  const busy = others.map(async (client) => {
    while (!isOver) await client.query('select pg_sleep(0.001)')
  })
  try {
    return await work()
  } finally {
    isOver = true
    await Promise.all(busy)
    for (const client of others) await client.end()
  }
}

describe.skipIf(!canRun)('a pooler that lends out connections by the transaction', () => {
  it.each([
    ['as it is set up usually', { pool_mode: 'transaction' }],
    ['in turn', { pool_mode: 'transaction', server_round_robin: '1', min_pool_size: '5' }],
    ['with a single connection', { pool_mode: 'transaction', default_pool_size: '1' }],
    ['or even by the statement', { pool_mode: 'statement' }],
  ])('is refused with what to set: %s', (_how, settings) =>
    through(settings, async (pooler) => {
      await expect(reach(pooler)).rejects.toMatchObject({
        exitCode: 78,
        message:
          'DATABASE_OWNER_URL leads through a pooler that lends out connections by the transaction, and Porchlight needs whole sessions. Set pool_mode = session for this database in PgBouncer, or let DATABASE_OWNER_URL lead to PostgreSQL itself.',
      })
    }),
  )

  it('is found while others are busy in it too', () =>
    through({ pool_mode: 'transaction' }, (pooler) =>
      besideOthers(pooler, async () => {
        expect(await hasSharedSessions(connectionOf(pooler.url('porchlight', 'people')))).toBe(true)
      }),
    ))
})

describe.skipIf(!canRun)('a pooler of sessions', () => {
  it('serves for everything: migrations, writes, time-outs and messages', () =>
    through({ pool_mode: 'session' }, async (pooler) => {
      const database = await openExternal({
        url: pooler.url('porchlight', 'people'),
        ownerUrl: pooler.url('porchlight_owner', 'people'),
      })
      await database.db.transaction((tx) =>
        tx.insertInto('workers').values({ id: 'w', started_at: new Date(), beat_at: new Date() }).execute(),
      )
      const shown = { name: 'limit', text: `select current_setting('statement_timeout') as limit` }
      expect(await database.db.prepared(shown, [])).toEqual([{ limit: '15s' }])
      const revocations = listenForRevocations({ connection: database.connection, log: silentLog() })
      await expect.poll(() => revocations.isProven(), { timeout: 10_000 }).toBe(true)
      await revocations.close()
      await database.close()
    }))

  it('is not mistaken, and neither is PostgreSQL itself, however busy', () =>
    through({ pool_mode: 'session' }, (pooler) =>
      besideOthers(pooler, async () => {
        for (const url of [pooler.url('porchlight', 'people'), server.url('porchlight', 'people')])
          expect(await hasSharedSessions(connectionOf(url))).toBe(false)
      }),
    ))
})
