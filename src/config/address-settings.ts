import { isLoopback, listenAddresses, proxyAddresses, publicAddress } from './address-kinds.ts'
import { type Kind, listOf, oneOf, onOff, type Parsed, wholeNumber } from './kind.ts'
import type { Draft, Setting } from './setting.ts'
import { type Environment, environments, type PublicUrl, type Values } from './shape.ts'

function localAddress({ port = 3000 }: Draft): Parsed<PublicUrl> {
  const origin = new URL(`http://localhost:${port}`).origin
  return { value: { origin, prefix: '', href: origin } }
}

/** Which host settings, if any, let other machines in. A server that is open to others must never be in development by accident. */
export function findOpenDoor({ listen = [], publicUrl }: Draft): string | null {
  const open = listen.filter((address) => !isLoopback(address))
  if (open.length > 0) return `HOST is ${open.join(', ')}`
  return publicUrl && !isLoopback(new URL(publicUrl.origin).hostname) ? `PUBLIC_URL is ${publicUrl.href}` : null
}

function environmentByAddress(draft: Draft): Parsed<Environment> {
  const door = findOpenDoor(draft)
  return door === null
    ? { value: 'development' }
    : { problem: `is not set, and ${door}, so that this is more than a trial on one machine; say which it is` }
}

const anyPort = '0'
const port: Kind<number> = {
  ...wholeNumber(1, 65_535),
  parse: (text, cwd) => (text === anyPort ? { value: 0 } : wholeNumber(1, 65_535).parse(text, cwd)),
}

type Keys = 'listen' | 'port' | 'publicUrl' | 'environment' | 'trustedProxies' | 'apiDocs'

/** Where the server is reached. The order counts: a default sees only what stands before it. */
export const addressSettings: { readonly [K in Keys]: Setting<Values[K]> } = {
  listen: {
    name: 'HOST',
    group: 'address',
    kind: listOf(listenAddresses),
    fallback: { value: ['127.0.0.1', '::1'] },
    summary: 'The addresses to listen on, with commas between them.',
    details:
      '0.0.0.0 is every IPv4 address of the machine, :: every address. Behind a proxy on the same machine the default is right.',
    example: '0.0.0.0',
  },
  port: {
    name: 'PORT',
    group: 'address',
    kind: port,
    fallback: { value: 3000 },
    summary: 'The port to listen on.',
    example: '8080',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    group: 'address',
    kind: publicAddress,
    fallback: { from: localAddress, text: 'http://localhost:PORT' },
    summary: 'The address that people see, as their browsers have it.',
    details:
      'Links, cookies and the check of where a form came from depend on it. It may end in a path that everything stands under; a proxy in front passes that path on.',
    example: 'https://people.example.com',
  },
  environment: {
    name: 'ENVIRONMENT',
    group: 'address',
    kind: oneOf(environments),
    fallback: { from: environmentByAddress, text: 'development, while HOST and PUBLIC_URL are this machine only' },
    summary: `What this server is for: ${environments.join(', ')}.`,
    details:
      'production and staging do not start with a missing or weak SECRET_KEY, an http: address (staging may, on its own machine) or limits switched off. Once other machines can connect it has to be set.',
    example: 'production',
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    group: 'address',
    kind: listOf(proxyAddresses),
    fallback: { value: [] },
    summary: 'The proxies in front of the server: addresses, ranges, or loopback, with commas between them.',
    details:
      'Only their word about the address of a visitor is taken. Left out behind a proxy, all visitors share one address, and the limits of one.',
    example: 'loopback',
  },
  apiDocs: {
    name: 'API_DOCS',
    group: 'address',
    kind: onOff,
    fallback: { value: true },
    summary: 'Whether the reference of the API is shown at /docs.',
    example: 'off',
  },
}
