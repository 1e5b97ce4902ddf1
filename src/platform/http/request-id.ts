import { randomBytes } from 'node:crypto'

// Crockford's base 32: no i, l, o and u, which are misread.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * The name of a request in log, audit log, reply and on the error page, where a person reads it out: three groups of
 * four letters, such as `k7tq-2m9x-h4ra`. 60 random bits: two alike are not expected within what is kept.
 */
export function newRequestId(): string {
  const drawn = [...randomBytes(12)].map((byte) => letters[byte % letters.length])
  return [0, 4, 8].map((at) => drawn.slice(at, at + 4).join('')).join('-')
}
