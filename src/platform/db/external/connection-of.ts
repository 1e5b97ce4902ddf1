import { parse } from 'pg-connection-string'
import type { Connection } from '../pool.ts'
import { createRoute, type Host } from '../route.ts'

const pattern = /^(?<before>[a-z]+:\/\/(?:[^/?#@]*@)?)(?<hosts>[^/?#@]*)(?<after>.*)$/is

// As libpq reads it: `require` encrypts, `verify-full` asks for a certificate too, by `sslrootcert` where it is given.
const read = (url: string) => parse(url, { useLibpqCompat: true })

const hostOf = (url: string): Host => {
  const { host, port } = read(url)
  return { host: (host ?? 'localhost').replace(/^\[(.*)\]$/, '$1'), port: Number(port ?? 5432) }
}

/** The way that an address describes, which may name several hosts with commas between them. */
export function connectionOf(url: string): Connection {
  const { before = '', hosts = '', after = '' } = pattern.exec(url)?.groups ?? {}
  const [first = '', ...others] = hosts.split(',').map((host) => before + host + after)
  const { user, password, database, ssl } = read(first)
  const servers: [Host, ...Host[]] = [hostOf(first), ...others.map(hostOf)]
  return {
    ...servers[0],
    user: user ?? '',
    database: database ?? '',
    ...(password === undefined ? {} : { password }),
    ...(ssl ? { ssl: ssl as NonNullable<Connection['ssl']> } : {}),
    ...(others.length === 0 ? {} : { route: createRoute(servers) }),
  }
}
