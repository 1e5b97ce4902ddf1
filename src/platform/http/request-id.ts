import { randomFillSync } from 'node:crypto'

// Crockford's base 32: no i, l, o and u, which are misread.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

const length = 12
const pairs = Array.from(letters, (first) => Array.from(letters, (second) => first + second)).flat()

// Drawn for many requests at a time: each drawing asks the operating system.
const drawn = new Uint16Array((length / 2) * 128)
let at = drawn.length

const drawPair = () => pairs[(drawn[at++] as number) % pairs.length]

/**
 * The name of a request in log, audit log, reply and on the error page, where a person reads it out: three groups of
 * four letters, such as `k7tq-2m9x-h4ra`. 60 random bits: two alike are not expected within what is kept.
 */
export function newRequestId(): string {
  if (at === drawn.length) {
    randomFillSync(drawn)
    at = 0
  }
  return `${drawPair()}${drawPair()}-${drawPair()}${drawPair()}-${drawPair()}${drawPair()}`
}
