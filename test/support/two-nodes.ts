import { createDb } from '../../src/platform/db/db.ts'
import { type Connection, createPool } from '../../src/platform/db/pool.ts'
import { Browser } from './browser.ts'
import { startTestServer, type TestServer } from './server.ts'

/** Two servers on one database that keep sessions in memory and know of each other by messages alone. */
export type TwoNodes = {
  readonly here: TestServer
  readonly there: TestServer
  stop(): Promise<void>
}

type Options = {
  readonly env?: Record<string, string>
  /** By a name instead of a number, as passkeys need it. */
  readonly host?: 'localhost'
  readonly hearBy?: (database: Connection) => Promise<Connection>
}

/** Starts both with the longest life of the cache; `hearBy` is the way by which the second one hears. */
export async function startTwoNodes({ env = {}, hearBy, host }: Options = {}): Promise<TwoNodes> {
  const settings = { SESSION_CACHE_SECONDS: '5', ...env }
  const named = host ? { host } : {}
  const here = await startTestServer({ env: settings, ...named })
  const { connection } = here.database
  // Pools of their own: within one, what a transaction revokes is known without a message.
  const db = createDb(createPool(connection, { size: 4, onError: () => {} }))
  const there = await startTestServer({
    env: settings,
    ...named,
    database: { ...here.database, db },
    ...(hearBy ? { hearBy: await hearBy(connection) } : {}),
  })
  return {
    here,
    there,
    async stop() {
      await there.stop()
      await db.close()
      await here.stop()
    },
  }
}

/** The same cookies at another server. */
export function sameAt(server: TestServer, { cookies }: Browser): Browser {
  const browser = new Browser(server.origin)
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  return browser
}

/** How long, in milliseconds, until a session opens nothing at a browser; the patience of a test is its end. */
export async function untilClosed(browser: Browser): Promise<number> {
  const begun = performance.now()
  // An address that reads nothing of the session but what the guard knows.
  while ((await browser.get('/api/account')).status !== 401);
  return performance.now() - begun
}
