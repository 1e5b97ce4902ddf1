import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../platform/errors/app-error.ts'
import { readCursor, writeCursor } from './cursor.ts'

const cursors = fc.record({
  direction: fc.constantFrom('older' as const, 'newer' as const),
  from: fc.bigInt(1n, 2n ** 63n - 1n).map(String),
})

test('a cursor comes back as it was written', () => {
  fc.assert(
    fc.property(cursors, (cursor) => {
      expect(readCursor(writeCursor(cursor))).toEqual(cursor)
    }),
  )
})

const answerTo = (text: string): string => {
  try {
    return JSON.stringify(readCursor(text))
  } catch (error) {
    return error instanceof AppError ? `${error.status} ${error.code}` : String(error)
  }
}

test('tampering answers 400: whatever is not a cursor to the letter', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64url')
  const bad = [
    '',
    'events:older:5',
    encode('comments:older:5'),
    encode('events:older:0'),
    encode('events:older:05'),
    encode('events:older:-5'),
    encode('events:older:5 '),
    encode('events:older:9223372036854775808'),
    encode(`events:older:${'9'.repeat(90)}`),
    encode("events:older:5' or '1'='1"),
    encode('events:sideways:5'),
    `${encode('events:older:5')}=`,
    `${encode('events:older:5')}\n`,
  ]
  for (const text of bad) expect(answerTo(text), text).toBe('400 cursor-invalid')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => answerTo(text) === '400 cursor-invalid'))
})
