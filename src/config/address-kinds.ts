import { isIP } from 'node:net'
import { type Kind, type Parsed, quote } from './kind.ts'
import type { PublicUrl } from './shape.ts'

const loopbackHost = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/

/** Whether a host name or address can only be reached from this machine (RFC 6761 for names under `localhost`). */
export const isLoopback = (host: string): boolean => loopbackHost.test(host.toLowerCase())

/** Addresses to listen on. `localhost` is both loopback addresses; other names would depend on a resolver at start. */
export const listenAddresses: Kind<readonly string[]> = {
  parse: (text) => {
    if (text === 'localhost') return { value: ['127.0.0.1', '::1'] }
    const address = text.replace(/^\[(.*)\]$/, '$1')
    return isIP(address) === 0
      ? { problem: `${quote(text)} is not an IP address of this machine` }
      : { value: [address] }
  },
  show: (addresses) => addresses.join(', '),
}

function parseHttpAddress(text: string): Parsed<URL> {
  if (!/^https?:\/\/[^/]/i.test(text)) return { problem: `${quote(text)} does not begin with https:// or http://` }
  if (!URL.canParse(text)) return { problem: `${quote(text)} is not an address that a browser can open` }
  const url = new URL(text)
  if (url.hostname.includes('*')) return { problem: `${quote(text)} has a wildcard instead of a host` }
  if (url.username !== '' || url.password !== '') {
    return { problem: `${quote(text)} contains a user name or password, and this address is public` }
  }
  if (/[?#]/.test(text)) return { problem: `${quote(text)} has a ? or #; it has to end before that` }
  return { value: url }
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, '')

/** The address that people see, perhaps with a path that everything stands under. */
export const publicAddress: Kind<PublicUrl> = {
  parse: (text) => {
    const parsed = parseHttpAddress(text)
    if ('problem' in parsed) return parsed
    const { origin, pathname } = parsed.value
    const prefix = withoutSlash(pathname)
    return /^(?:\/[\w.~-]+)*$/.test(prefix)
      ? { value: { origin, prefix, href: origin + prefix } }
      : { problem: `${quote(text)} has a path with other characters than letters, digits, ., _, ~ and -` }
  },
  show: ({ href }) => href,
}

/** The address of a web page, without a slash at the end. */
export const webAddress: Kind<string> = {
  parse: (text) => {
    const parsed = parseHttpAddress(text)
    return 'problem' in parsed ? parsed : { value: parsed.value.origin + withoutSlash(parsed.value.pathname) }
  },
  show: (address) => address,
}

/** An image: an `https:` address, or a path on our own host. */
export const imageAddress: Kind<string> = {
  parse: (text) => {
    const onOurHost = /^\/(?![/\\])/.test(text)
    const refused = { problem: `${quote(text)} is neither an https:// address nor a path that begins with one /` }
    if ((!onOurHost && !/^https:\/\/[^/]/i.test(text)) || !URL.canParse(text, 'https://localhost')) return refused
    const url = new URL(text, 'https://localhost')
    if (url.username !== '' || url.password !== '') return refused
    return { value: onOurHost ? url.pathname + url.search : url.origin + url.pathname + url.search }
  },
  show: (address) => address,
}

/** An origin as a browser sends it. Patterns and `null` (every sandboxed page) would let in pages that nobody chose. */
export const exactOrigin: Kind<readonly string[]> = {
  parse: (text) => {
    if (text.includes('*')) return { problem: `${quote(text)} is a wildcard; each origin has to be written out` }
    if (text === 'null')
      return { problem: '"null" is what any sandboxed page or local file sends; it cannot be allowed' }
    const parsed = parseHttpAddress(text)
    if ('problem' in parsed) return parsed
    return /^https?:\/\/[^/]+$/i.test(text)
      ? { value: [parsed.value.origin] }
      : { problem: `${quote(text)} goes on after the host; an origin is scheme and host only, without a / at the end` }
  },
  show: (origins) => origins.join(', '),
}

const networksExcept = (everyone: string): Kind<readonly string[]> => ({
  parse: (text) => {
    if (text === 'loopback') return { value: ['127.0.0.0/8', '::1/128'] }
    const [address = '', bits, ...rest] = text.split('/')
    const version = isIP(address)
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
    if (version === 0 || rest.length > 0 || !fits || address.includes('%')) {
      return { problem: `${quote(text)} is neither an IP address, a range such as 10.0.0.0/8, nor loopback` }
    }
    return bits !== undefined && Number(bits) === 0 ? { problem: `${quote(text)} ${everyone}` } : { value: [text] }
  },
  show: (addresses) => addresses.join(', '),
})

/** Peers whose forwarded headers count. A range of everything would let each visitor choose an address. */
export const proxyAddresses = networksExcept('trusts everyone, so that each visitor could pretend to be any other')

/** Networks that something is open to. */
export const networks = networksExcept('is everyone; to let in whoever knows a secret, set METRICS_TOKEN')
