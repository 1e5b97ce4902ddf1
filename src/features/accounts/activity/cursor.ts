import { AppError } from '../../../platform/errors/app-error.ts'

/** From which event a page goes on, and which way. */
export type EventCursor = { readonly direction: 'older' | 'newer'; readonly from: string }

// The kind comes first, so that a cursor of another list is none of ours. It opens nothing: whose events are read is decided by who asks.
const kind = 'events'
const longest = 19

/** A place in the list as an address carries it. */
export const writeCursor = ({ direction, from }: EventCursor): string =>
  Buffer.from(`${kind}:${direction}:${from}`).toString('base64url')

/** Reads what `writeCursor` wrote, to the letter. Throws AppError 400 for everything else. */
export function readCursor(text: string): EventCursor {
  const [, direction, from] = /^events:(older|newer):([1-9]\d*)$/.exec(Buffer.from(text, 'base64url').toString()) ?? []
  if (direction === undefined || from === undefined || from.length > longest || BigInt(from) > 2n ** 63n - 1n)
    throw new AppError(400, 'cursor-invalid')
  const cursor = { direction: direction as EventCursor['direction'], from }
  if (writeCursor(cursor) !== text) throw new AppError(400, 'cursor-invalid')
  return cursor
}
