import { connectionOf } from '../../src/platform/db/external/connection-of.ts'
import { type Connection, connect } from '../../src/platform/db/pool.ts'

type Role = 'admin' | 'owner' | 'app'

const users: Record<Role, string> = { admin: 'porchlight_admin', owner: 'porchlight_owner', app: 'porchlight' }

/** A PostgreSQL to test on instead of the embedded one: its superuser is `porchlight_admin`, and all roles have one password. */
export type OtherServer = {
  connection(role: Role, database?: string): Connection
  /** Makes the roles, as the embedded server does, but for the right to sign in without a password. */
  furnish(): Promise<void>
}

function otherServerOf(url: string): OtherServer {
  const admin = connectionOf(url)
  return {
    connection: (role, database = 'porchlight') => ({ ...admin, user: users[role], database }),
    async furnish() {
      const client = await connect({ ...admin, database: 'postgres' })
      const password = client.escapeLiteral(admin.password ?? '')
      await client.query(`create role porchlight_owner login password ${password}`)
      await client.query(`create role porchlight login password ${password}`)
      await client.end()
    },
  }
}

const { PORCHLIGHT_TEST_DATABASE: url } = process.env

/** The server that the environment names for the tests; null for the embedded one. */
export const otherServer: OtherServer | null = url ? otherServerOf(url) : null
