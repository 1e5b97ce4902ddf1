import type { Connection } from '../../src/platform/db/pool.ts'
import { CannotSee, type Check, type Outcome, type Sight } from '../../src/platform/preflight/check.ts'
import type { Web } from '../../src/platform/preflight/web.ts'
import type { TestDatabase } from './database.ts'

type Seen<Config> = {
  readonly config: Config
  readonly web?: Web
  readonly database?: TestDatabase
  /** Instead of the application's role in that database. */
  readonly connection?: Connection
  readonly now?: () => Date
}

/** What a check sees in a test; what is not given is out of reach. */
export const sightOf = <Config>({ config, web, database, connection, now }: Seen<Config>): Sight<Config> => ({
  config,
  now: now ?? (() => new Date()),
  web() {
    if (!web) throw new CannotSee('no server')
    return web
  },
  database() {
    if (!database) throw new CannotSee('no database')
    return { db: database.db, connection: connection ?? database.connection }
  },
})

/** Runs the one check of that name. */
export async function runCheck<Config>(
  checks: readonly Check<Config>[],
  name: string,
  sight: Sight<Config>,
): Promise<Outcome> {
  const check = checks.find((candidate) => candidate.name === name)
  if (!check) throw new Error(`there is no check ${name}`)
  return check.run(sight)
}
