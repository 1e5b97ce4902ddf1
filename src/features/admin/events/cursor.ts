import type { LogPlace } from '../../audit/index.ts'
import { cursorFault, searchInvalid } from './errors.ts'

// The kind comes first, so that a cursor of another list is none of this. It opens nothing: it names a place in time.
const kind = 'log'
const largest = 2n ** 63n - 1n
// From the year 1 to the year 9999, in microseconds.
const earliest = -62_135_596_800_000_000n
const latest = 253_402_300_799_999_999n

/** A place in the log as an address carries it. */
export const writeCursor = ({ direction, micros, id }: LogPlace): string =>
  Buffer.from(`${kind}:${direction}:${micros}:${id}`).toString('base64url')

const isTime = (micros: string) => BigInt(micros) >= earliest && BigInt(micros) <= latest

/** Reads what `writeCursor` wrote, to the letter. Throws InputInvalid for everything else. */
export function readCursor(text: string): LogPlace {
  const decoded = Buffer.from(text, 'base64url').toString()
  const [, direction, micros = '', id = ''] = /^log:(older|newer):(-?\d{1,18}):([1-9]\d{0,18})$/.exec(decoded) ?? []
  if (direction === undefined || !isTime(micros) || BigInt(id) > largest) throw searchInvalid([cursorFault])
  const place = { direction: direction as LogPlace['direction'], micros, id }
  if (writeCursor(place) !== text) throw searchInvalid([cursorFault])
  return place
}
