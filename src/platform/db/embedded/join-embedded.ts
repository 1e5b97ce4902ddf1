import { createDataDirectory } from './data-directory.ts'
import { Membership } from './membership.ts'
import { openDoorway, PG, PORT } from './paths.ts'

/** `admin` is the superuser, `owner` owns the database and migrates it, `app` is what the application works as. */
export type EmbeddedRole = 'admin' | 'owner' | 'app'

/** Given to `pg` as it is. Everything is explicit, so that no PG* variable of the environment changes where it leads. */
export type EmbeddedConnection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly ssl: false
  readonly options: string
}

export type EmbeddedDatabase = {
  /** How to connect as a role; `database` defaults to `porchlight`. */
  connection(role: EmbeddedRole, database?: string): EmbeddedConnection
  readonly serverVersion: string
  /** Leaves and waits until that is done; the last to leave ends PostgreSQL. */
  leave(): Promise<void>
}

export type JoinOptions = {
  /** Made where it is missing; relative to the working directory. */
  readonly dataDir: string
  /** True by default. False is for tests: a power cut then loses data. */
  readonly fsync?: boolean
  /** Called with one line when the supervisor was lost and when the database is back. */
  readonly log?: (line: string) => void
}

const USERS: Record<EmbeddedRole, string> = {
  admin: 'porchlight_admin',
  owner: 'porchlight_owner',
  app: 'porchlight',
}

/**
 * Joins the PostgreSQL of a data directory as one more client, starting it where it does not run. It runs at least until
 * `leave`, or 2 s longer than this process. Throws OperatorError with one sentence that says what to do.
 */
export async function joinEmbedded({
  dataDir,
  fsync = true,
  log = () => undefined,
}: JoinOptions): Promise<EmbeddedDatabase> {
  const path = createDataDirectory(dataDir)
  const doorway = openDoorway(path)
  const membership = new Membership({ dataDir: path, doorway, fsync, log })
  try {
    const serverVersion = await membership.begin()
    return {
      serverVersion,
      connection: (role, database = 'porchlight') => ({
        host: doorway.path(PG),
        port: PORT,
        user: USERS[role],
        database,
        ssl: false,
        // Not empty, else pg reads PGOPTIONS.
        options: ' ',
      }),
      leave: () => membership.leave(),
    }
  } catch (error) {
    doorway.close()
    throw error
  }
}
