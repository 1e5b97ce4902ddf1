import { isDecodable } from '../platform/http/decodable.ts'
import { hidden, type Kind } from './kind.ts'
import { Secret } from './secret.ts'

// Not the URL parser: it takes no user name or password with a % in it, and names no part that is wrong.
const pattern =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^/?#@:]*)(?::(?<password>[^/?#]*))?@)?(?<hosts>[^/?#@]*)\/(?<database>[^/?#]+)(?:\?(?<query>[^#]*))?$/
const host = /^(?:\[[\da-f:.]+\]|[\w.%-]*)(?::\d{1,5})?$/i

// What may be shown of the query. Anything else is hidden: libpq takes passwords there as well.
const harmless = new Set([
  'application_name',
  'connect_timeout',
  'host',
  'options',
  'port',
  'sslmode',
  'sslrootcert',
  'target_session_attrs',
])

const escapes = 'in a user name or password, @ : / ? # % are written %40 %3A %2F %3F %23 %25'

function showQuery(query: string): string {
  const parts = query.split('&').map((part) => {
    const name = part.split('=', 1)[0] ?? ''
    return harmless.has(name) ? part : `${name}=${hidden}`
  })
  return `?${parts.join('&')}`
}

const hasSeveral = (query = '') => query.split('&').some((part) => /^(?:host|port)=.*(?:,|%2c)/i.test(part))

/** The address of a PostgreSQL database. No problem sentence repeats any of it: what cannot be read may be the password. */
export const databaseUrl: Kind<Secret> = {
  parse: (text) => {
    if (!/^postgres(?:ql)?:\/\//.test(text)) return { problem: 'does not begin with postgresql://' }
    const parts = pattern.exec(text)?.groups
    if (parts === undefined || !(parts.hosts ?? '').split(',').every((it) => host.test(it))) {
      return { problem: `is not of the form postgresql://user:password@host:port/database; ${escapes}` }
    }
    const { user = '', password, hosts = '', database = '', query } = parts
    if (![user, password ?? '', hosts, database, query ?? ''].every(isDecodable)) {
      return { problem: `has a % that begins no escape; ${escapes}` }
    }
    if (hasSeveral(query))
      return { problem: 'names several hosts after its ?; write them before the /, h1:5432,h2:5432' }
    const credentials = password === undefined ? user : `${user}:${hidden}`
    const shown = `postgresql://${credentials === '' ? '' : `${credentials}@`}${hosts}/${database}`
    return { value: new Secret(text, query === undefined ? shown : shown + showQuery(query)) }
  },
  show: String,
}
