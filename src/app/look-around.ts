import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { createDb } from '../platform/db/db.ts'
import { type Connection, createPool } from '../platform/db/pool.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { CannotSee, type Sight } from '../platform/preflight/check.ts'
import { type Address, findWeb, type Web } from '../platform/preflight/web.ts'
import { reachDatabase } from './reach-database.ts'

type Seen = { readonly connection: Connection; leave(): Promise<void> } | { readonly reason: string }

/** The database as commands find it. It is not made: looking must leave nothing behind. */
async function seeDatabase(config: Config): Promise<Seen> {
  if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'pg')))
    return { reason: `There is no database in ${config.dataDir} yet. It is made by: porchlight migrate` }
  try {
    const { app, leave } = await reachDatabase(config, () => {})
    return { connection: app, leave }
  } catch (error) {
    if (error instanceof OperatorError) return { reason: error.message }
    throw error
  }
}

const loopbackOf = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
}

/** PUBLIC_URL as people have it; then the server itself, behind whatever stands in front. */
function addressesOf({ publicUrl, listen, port }: Config): Address[] {
  const { host } = new URL(publicUrl.origin)
  const inside = listen.map((address) => ({
    href: `http://${loopbackOf(address)}:${port}${publicUrl.prefix}`,
    host,
  }))
  return [{ href: publicUrl.href }, ...inside]
}

async function seeWeb(config: Config, url: string | null): Promise<{ web: Web | null; reason: string }> {
  const { web, misses } = await findWeb(url === null ? addressesOf(config) : [{ href: url }])
  const advice = url === null ? ' Start the server and look again, or name its address with --url.' : ''
  return { web, reason: `No server answers (${misses.join('; ')}).${advice}` }
}

/** Does something with the database and the server that the settings mean, or that `url` names; either may be out of sight. */
export async function lookAround<T>(
  config: Config,
  url: string | null,
  work: (sight: Sight<Config>) => Promise<T>,
): Promise<T> {
  const [seen, { web, reason }] = await Promise.all([seeDatabase(config), seeWeb(config, url)])
  const db = 'reason' in seen ? null : createDb(createPool(seen.connection, { size: 1, onError: () => {} }))
  try {
    return await work({
      config,
      now: () => new Date(),
      web() {
        if (web === null) throw new CannotSee(reason)
        return web
      },
      database() {
        if ('reason' in seen || db === null) throw new CannotSee('reason' in seen ? seen.reason : '')
        return { db, connection: seen.connection }
      },
    })
  } finally {
    await db?.close()
    if (!('reason' in seen)) await seen.leave()
  }
}
