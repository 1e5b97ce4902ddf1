const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * The whole environment of the supervisor and of PostgreSQL. A PGPORT or PGDATA of the shell would move the server to where
 * nobody looks for it, and secrets such as SECRET_KEY have no business in a process that does not need them.
 */
export function bareEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH || USUAL_PATH, LC_ALL: 'C', TZ: 'UTC' }
}
