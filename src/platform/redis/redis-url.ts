/** Where a Redis or Valkey listens, and as whom. */
export type RedisAddress = {
  readonly tls: boolean
  readonly host: string
  readonly port: number
  readonly username?: string
  readonly password?: string
  readonly database: number
}

// Not the URL parser: it turns what it cannot read into something else, and names no part that is wrong.
const pattern =
  /^redis(?<tls>s)?:\/\/(?:(?<user>[^/?#@:]*)(?::(?<password>[^/?#@]*))?@)?(?<host>\[[\da-f:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?(?:\/(?<database>\d{1,4})?)?$/i

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Reads `redis://user:password@host:port/database`, or `rediss://` for TLS; port 6379 and database 0 where they are left out. Null: it is something else. */
export function parseRedisUrl(text: string): RedisAddress | null {
  const parts = pattern.exec(text)?.groups
  const port = Number(parts?.port ?? 6379)
  const username = decode(parts?.user ?? '')
  const password = decode(parts?.password ?? '')
  if (!parts?.host || username === null || password === null || port < 1 || port > 65_535) return null
  return {
    tls: parts.tls !== undefined,
    host: parts.host.replace(/^\[(.*)\]$/, '$1'),
    port,
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    database: Number(parts.database ?? 0),
  }
}
