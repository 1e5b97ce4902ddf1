import { type Check, failed, passed, warned } from '../../preflight/check.ts'
import { besidePool, forCommands, openConnections } from '../capacity.ts'
import { readConnectionLimits } from '../queries.ts'
import { look } from './look.ts'
import { readClock, readSettings } from './queries.ts'

export type ServerSettings = { readonly databasePoolSize: number }

const poolFits: Check<ServerSettings> = {
  id: 'critical.10',
  name: 'pool-fits',
  title: 'The connections of the server fit into those of PostgreSQL',
  run: (sight) =>
    look(sight, async (client) => {
      const limits = await readConnectionLimits(client)
      const { most, reserved, own } = limits
      const open = openConnections(limits)
      const { databasePoolSize } = sight.config
      const each = databasePoolSize + besidePool
      const room = Math.max(0, Math.floor((open - forCommands) / each))
      const limit =
        own === null
          ? `max_connections is ${most}`
          : `max_connections is ${most}, and the role or database may have ${own}`
      const evidence = `${limit}; ${open} are open to the server, and each process takes ${each} at most (DATABASE_POOL_SIZE ${databasePoolSize} and ${besidePool} for jobs and messages): room for ${room} processes`
      const mend = `Set DATABASE_POOL_SIZE lower, or max_connections of PostgreSQL to ${2 * each + forCommands + reserved} or more.`
      if (room === 0) return failed(evidence, mend)
      return room === 1 ? warned(`${evidence}, and at an upgrade two run for a moment`, mend) : passed(evidence)
    }),
}

const durable = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'],
}

const survivesPowerCut: Check<ServerSettings> = {
  id: 'deploy.04',
  name: 'writes-survive-power-cut',
  title: 'What was confirmed survives a power cut',
  run: (sight) =>
    look(sight, async (client) => {
      const found = await readSettings(client, Object.keys(durable))
      const evidence = Object.keys(durable)
        .map((name) => `${name} is ${found[name]}`)
        .join(', ')
      const wrong = Object.entries(durable).filter(([name, good]) => !good.includes(found[name] ?? ''))
      return wrong.length === 0
        ? passed(evidence)
        : failed(
            evidence,
            `In PostgreSQL: ${wrong.map(([name]) => `alter system set ${name} = on`).join('; ')}; select pg_reload_conf(). See also alter database and alter role.`,
          )
    }),
}

// When this release was made: a clock before that is wrong, and one far after it too.
const releasedIn = 2026
const farAhead = 50
// In seconds. Links and sessions are dated by the server, some rows by the database.
const harmless = 2
const harmful = 30

const clocksAgree: Check<ServerSettings> = {
  id: 'deploy.04',
  name: 'clocks-agree',
  title: 'The clocks of server and database are right and agree',
  run: (sight) =>
    look(sight, async (client) => {
      const before = sight.now().getTime()
      const there = await readClock(client)
      const here = new Date((before + sight.now().getTime()) / 2)
      const apart = Math.abs(there.getTime() - here.getTime()) / 1000
      const evidence = `it is ${here.toISOString()} here, and the database differs by ${apart.toFixed(1)} s`
      const mend = 'Let both machines take the time from the network (systemd-timesyncd, chrony).'
      const year = here.getUTCFullYear()
      if (year < releasedIn || year > releasedIn + farAhead || apart > harmful) return failed(evidence, mend)
      return apart > harmless ? warned(evidence, mend) : passed(evidence)
    }),
}

/** What must hold of the PostgreSQL server itself. */
export const serverChecks: readonly Check<ServerSettings>[] = [poolFits, survivesPowerCut, clocksAgree]
