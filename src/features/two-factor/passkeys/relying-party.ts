import { isIP } from 'node:net'

/** As what this site makes itself known to authenticators: a domain, and the one origin whose pages may ask. */
export type RelyingParty = { readonly id: string; readonly origin: string }

// Browsers let pages ask by TLS, and on the machine itself without.
const isTrusted = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')

/**
 * The site as authenticators know it; null where its address is a number, for which there are no passkeys (WebAuthn,
 * 5.1.2), or where browsers do not trust the way to it.
 */
export function findRelyingParty({ origin }: { readonly origin: string }): RelyingParty | null {
  const address = new URL(origin)
  const isNumber = isIP(address.hostname) !== 0 || address.hostname.startsWith('[')
  return isNumber || !isTrusted(address) ? null : { id: address.hostname, origin }
}
