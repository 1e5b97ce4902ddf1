import Bowser from 'bowser'

/** What a browser says of itself, in names for a list of sessions: "Firefox" on "Windows", a "computer". */
export type UserAgent = {
  readonly browser: string | null
  readonly system: string | null
  readonly kind: 'computer' | 'phone' | 'tablet' | 'program' | 'unknown'
}

const longest = 500
const unknown: UserAgent = { browser: null, system: null, kind: 'unknown' }
const kinds = new Map<string, UserAgent['kind']>([
  ['desktop', 'computer'],
  ['mobile', 'phone'],
  ['tablet', 'tablet'],
  ['bot', 'program'],
])

// For strangers bowser takes the name out of the header itself, so it is somebody else's text: short and plain, or none.
const plainName = (name: string | undefined): string | null =>
  name !== undefined && /^[A-Za-z][\w .+-]{0,39}$/.test(name) ? name : null

// curl, feed readers and scripts open with their own name; every browser says "Mozilla/5.0" first (old Opera apart).
const findProgram = (header: string): string | null => {
  const product = /^[^/\s]+/.exec(header)?.[0]
  return product === 'Mozilla' || product === 'Opera' ? null : plainName(product)
}

/** Reads a User-Agent header, of which the first 500 characters count. Never throws; what it cannot tell is null. */
export const describeUserAgent = (value: string | null): UserAgent => {
  const header = value?.slice(0, longest).trim()
  if (!header) return unknown
  const { browser, os, platform } = Bowser.parse(header)
  const program = findProgram(header)
  const kind = kinds.get(platform.type ?? '') ?? (os.name === 'Chrome OS' ? 'computer' : undefined)
  return {
    browser: program ?? plainName(browser.name),
    system: plainName(os.name === 'iOS' ? (platform.model ?? os.name) : os.name),
    kind: kind ?? (program ? 'program' : 'unknown'),
  }
}
