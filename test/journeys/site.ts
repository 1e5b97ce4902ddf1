import type { Client } from 'pg'
import { joinEmbedded } from '../../src/platform/db/embedded/index.ts'
import { connect } from '../../src/platform/db/pool.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'

/** A server of the built product, with a second connection to its database for what a test must arrange behind its back. */
export type Site = ServerProcess & { readonly owner: Client }

/** Connects to the database of a running server as its owner; `leave` ends that. */
export async function connectTo({ dataDir }: Pick<ServerProcess, 'dataDir'>) {
  const database = await joinEmbedded({ dataDir })
  const owner = await connect(database.connection('owner'))
  return {
    owner,
    async leave() {
      await owner.end()
      await database.leave()
    },
  }
}

/** Starts it with limits off, and sessions read each time so that what is arranged behind its back counts at once; `stop` ends it and removes its data. */
export async function startSite(env: Record<string, string> = {}): Promise<Site> {
  const server = await startServerProcess({ RATE_LIMITS: 'off', SESSION_CACHE_SECONDS: '0', ...env })
  const { owner, leave } = await connectTo(server)
  return {
    ...server,
    owner,
    async stop() {
      await leave()
      await server.stop()
    },
  }
}

/** The one-time link that the server printed at its start. */
export async function findAdminLink(site: ServerProcess): Promise<string> {
  const [, link = ''] = await site.shows(/Make the first admin here[^:]*: (\S+)/)
  return link
}
