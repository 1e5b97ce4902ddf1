/** Where a person may be sent after signing in: our own address, and the exact origins that the owner listed. */
export type AllowedTargets = {
  /** Scheme, host and port of PUBLIC_URL, like `https://example.org`. */
  readonly publicOrigin: string
  /** Path of PUBLIC_URL without a slash at its end, like `/people`; empty for none. */
  readonly prefix: string
  readonly origins: readonly string[]
}

const longest = 500
const doors = new Set(['login', 'logout', 'register'])

// Browsers drop tabs and line breaks inside an address and read a backslash as a slash; a target in need of either is a trick.
const tricks = /[\p{Cc}\p{White_Space}\\]/u

const parse = (value: string, base: string): URL | null => {
  if (!/^(\/(?!\/)|https?:\/\/)/i.test(value) || tricks.test(value) || !value.isWellFormed()) return null
  const url = URL.parse(value, base)
  if (!url || url.username || url.password) return null
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  return url
}

const isBelow = (url: URL, { publicOrigin, prefix }: AllowedTargets): boolean =>
  url.origin === publicOrigin && (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`))

/** A path as a router reads it, or null where it cannot be decoded. */
const findDecoded = (path: string): string | null => {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

const leadsToDoor = (path: string): boolean => {
  const first = path.split('/').find((segment) => segment !== '')
  return first !== undefined && doors.has(first.toLowerCase())
}

const findOwnTarget = (url: URL, prefix: string): string | null => {
  const path = findDecoded(url.pathname.slice(prefix.length))
  // `/.//evil.example` parses to the path `//evil.example`, which a browser takes for a host.
  if (path === null || url.pathname.includes('//') || path.includes('//') || tricks.test(path)) return null
  return leadsToDoor(path) ? null : url.pathname + url.search + url.hash
}

const findTarget = (url: URL, allowed: AllowedTargets): string | null => {
  if (isBelow(url, allowed)) return findOwnTarget(url, allowed.prefix)
  return allowed.origins.includes(url.origin) ? url.href : null
}

/**
 * The target of a `return_to`, or null for "go home". Compared by origin after the URL parser has read it, whatever its
 * spelling. A path for our own pages below the prefix, an absolute address for listed origins; at most 500 characters;
 * never a door (sign in, out, up) and never one that carries another `return_to`.
 */
export const safeReturnTo = (value: unknown, allowed: AllowedTargets): string | null => {
  if (typeof value !== 'string' || value.length > longest) return null
  const url = parse(value, allowed.publicOrigin)
  if (!url || url.searchParams.has('return_to')) return null
  const target = findTarget(url, allowed)
  return target !== null && target.length <= longest ? target : null
}
