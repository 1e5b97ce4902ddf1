import { Client } from 'pg'
import { PORT } from './paths.ts'
import {
  createApp,
  createDatabase,
  createOwner,
  type Furniture,
  getFurniture,
  hasPrivileges,
  setPrivileges,
} from './queries.ts'

/**
 * Makes the roles and the database where they are missing. `host` is the directory of PostgreSQL's socket. It runs at each
 * start, so a start that was killed half way is completed by the next.
 */
export async function furnish(host: string): Promise<Pick<Furniture, 'server_version' | 'fsync'>> {
  const furniture = await withAdmin(host, 'postgres', async (client) => {
    const found = await getFurniture(client)
    if (!found.owner) await createOwner(client)
    if (!found.app) await createApp(client)
    if (!found.database) await createDatabase(client)
    return found
  })
  await withAdmin(host, 'porchlight', async (client) => {
    // Read first: two who grant at the same time fail, and a migration may be running beside an adoption.
    if (!(await hasPrivileges(client))) await setPrivileges(client)
  })
  return furniture
}

async function withAdmin<T>(host: string, database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ host, port: PORT, user: 'porchlight_admin', database, ssl: false })
  // A connection that breaks between two statements reports here; the next statement fails with the reason.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
