import { AppError } from '../../../platform/errors/app-error.ts'
import type { Place, Sort } from './queries.ts'

// The kind and the order come first, so that a cursor of another list is none of this. It opens nothing: what is listed
// is decided by who asks and for what.
const kind = 'accounts'
const largest = 2n ** 63n - 1n
// The year 9999: a time that PostgreSQL and browsers can both count to.
const latest = 253_402_300_799_999_999n

/** A place in the list as an address carries it. */
export const writeCursor = (sort: Sort, { direction, micros, id }: Place): string =>
  Buffer.from(`${kind}:${sort}:${direction}:${micros ?? 'never'}:${id}`).toString('base64url')

const pattern = /^accounts:(last-seen|joined):(older|newer):(never|-?\d{1,18}):([1-9]\d{0,18})$/

const isTime = (micros: string): boolean => BigInt(micros) >= -latest / 4n && BigInt(micros) <= latest

/** Reads what `writeCursor` wrote for a list in this order, to the letter. Throws AppError 400 for everything else. */
export function readCursor(text: string, sort: Sort): Place {
  const invalid = () => new AppError(400, 'cursor-invalid')
  const [, ofSort, direction, time = '', id = ''] = pattern.exec(Buffer.from(text, 'base64url').toString()) ?? []
  if (ofSort !== sort || BigInt(id) > largest || (time !== 'never' && !isTime(time))) throw invalid()
  const place = { direction: direction as Place['direction'], micros: time === 'never' ? null : time, id }
  if (writeCursor(sort, place) !== text) throw invalid()
  return place
}
