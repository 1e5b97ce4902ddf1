import { parseRedisUrl } from '../platform/redis/redis-url.ts'
import { hidden, type Kind } from './kind.ts'
import { Secret } from './secret.ts'

/** The address of a Redis or Valkey. No problem sentence repeats any of it: what cannot be read may be the password. */
export const redisUrl: Kind<Secret> = {
  parse: (text) => {
    if (!/^rediss?:\/\//i.test(text)) return { problem: 'does not begin with redis:// or rediss://' }
    const address = parseRedisUrl(text)
    if (address === null) {
      return {
        problem:
          'is not of the form redis://user:password@host:port/number; in a user name or password, @ : / ? # % are written %40 %3A %2F %3F %23 %25',
      }
    }
    const { tls, host, port, username = '', password, database } = address
    const credentials = password === undefined ? username : `${username}:${hidden}`
    const at = credentials === '' ? '' : `${credentials}@`
    const name = host.includes(':') ? `[${host}]` : host
    return { value: new Secret(text, `redis${tls ? 's' : ''}://${at}${name}:${port}/${database}`) }
  },
  show: String,
}
