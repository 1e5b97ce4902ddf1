import { InputInvalid } from '../../../platform/errors/app-error.ts'
import type { Place } from './queries.ts'
import { mailTexts } from './texts/index.ts'

// The kind comes first, so that a cursor of another list is none of this.
const pattern = /^mail:(older|newer):(\d{1,17}):([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/

/** A place in a list of mails as an address carries it. */
export const writeCursor = ({ direction, micros, id }: Place): string =>
  Buffer.from(`mail:${direction}:${micros}:${id}`).toString('base64url')

/** Reads what `writeCursor` wrote, to the letter. Throws InputInvalid for everything else. */
export function readCursor(text: string): Place {
  const [, direction, micros = '', id = ''] = pattern.exec(Buffer.from(text, 'base64url').toString()) ?? []
  const place = { direction: direction as Place['direction'], micros, id }
  if (direction === undefined || writeCursor(place) !== text)
    throw new InputInvalid([
      { field: 'cursor', code: 'no-cursor', text: (locale, timeZone) => mailTexts(locale, timeZone).noCursor() },
    ])
  return place
}
