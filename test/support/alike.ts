const kinds: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'a time'],
  [/^\d{4}-\d\d-\d\d$/, 'a date'],
  [/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, 'a random id'],
  [/^(\w{4}-){2}\w{4}$/, 'the name of a request'],
  [/^([\dA-Z]{4}-){3}[\dA-Z]{4}$/, 'a backup code'],
  [/^[A-Z2-7]{32}$/, 'the secret of an app'],
  [/^otpauth:/, 'what an app is told'],
  [/^\d{1,3}(\.\d{1,3}){3}$/, 'an address'],
  [/^https?:\/\/[^?]+\?token=[\w-]+$/, 'a link'],
  [/^[\da-f]{32}[\w-]{43}$/, 'the token of a link'],
  [/^[\w-]{72}$/, 'a challenge'],
  [/^[\w-]{43}$/, 'a random text'],
  [/^[\w-]{22}$/, 'the number of a passkey'],
  [/^\d+$/, 'an id'],
  [/^plt_\w{49}$/, 'a token'],
]

/**
 * A reply with what differs at each run named by its kind, so that two can be compared: times, ids, addresses, figures. Of a
 * list, which may be longer than its example, the first item stays.
 */
export function kindOf(value: unknown): unknown {
  if (typeof value === 'number') return 'a number'
  if (typeof value === 'string') return kinds.find(([pattern]) => pattern.test(value))?.[1] ?? value
  if (Array.isArray(value)) return value.slice(0, 1).map(kindOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, kindOf(part)]))
}
