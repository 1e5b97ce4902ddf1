import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestText, normalizeText, type TextField, textIssues } from './names.ts'

const codes = (field: TextField, value: string) => textIssues(field, value).map(({ code }) => code)

describe('a name', () => {
  test.each([
    ['Kev', 'Kev'],
    ['  Ana   María\t de\nla Cruz ', 'Ana María de la Cruz'],
    ['Jose\u0301', 'José'],
    ['O’Brien-Smith', 'O’Brien-Smith'],
    ['李小龍', '李小龍'],
    ['葛\u{e0100}城', '葛\u{e0100}城'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['क्\u200dष', 'क्\u200dष'],
    ['Kev 👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 1️⃣', 'Kev 👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 1️⃣'],
    ['🤖', '🤖'],
    ['-', '-'],
    ['null', 'null'],
  ])('%j is kept as %j', (value, kept) => {
    expect(codes('firstName', value)).toEqual([])
    expect(normalizeText('firstName', value)).toBe(kept)
  })

  test.each([
    ['', 'missing'],
    [' \t\u3000 ', 'missing'],
    ['K\0ev', 'hidden'],
    ['K\u0007ev', 'hidden'],
    ['K\u001b[31mev', 'hidden'],
    ['K\ud800ev', 'hidden'],
    ['\udc00', 'hidden'],
    ['\u202eveK', 'hidden'],
    ['K\u2066ev', 'hidden'],
    ['K\u200fev', 'hidden'],
    ['K\u200bev', 'hidden'],
    ['K\ufeffev', 'hidden'],
    ['K\u00adev', 'hidden'],
    ['K\u{e0061}ev', 'hidden'],
    ['\u3164', 'hidden'],
    ['\u115f', 'hidden'],
    ['\u2800\u2800', 'hidden'],
    ['K\ufffeev', 'hidden'],
    ['\u200d', 'invisible'],
    ['\ufe0f', 'invisible'],
    ['\u0301', 'invisible'],
    [`K${'\u0335'.repeat(12)}ev`, 'stacked'],
    ['k'.repeat(61), 'too-long'],
    ['k'.repeat(100_000), 'too-long'],
  ])('%j is refused: %s', (value, code) => {
    expect(codes('firstName', value)).toEqual([code])
  })

  test.each(Object.entries(longestText) as [TextField, number][])('%s has room for %i characters', (field, longest) => {
    expect(codes(field, '🤖'.repeat(longest))).toEqual([])
    expect(codes(field, '🤖'.repeat(longest + 1))).toEqual(['too-long'])
  })

  test('only first and last name have to be there, each with a sentence of its own', () => {
    expect(textIssues('firstName', '')[0]?.text('en')).toBe('Write your first name.')
    expect(textIssues('lastName', ' ')[0]?.text('de')).toBe('Schreib deinen Nachnamen.')
    for (const field of ['displayName', 'location', 'bio'] as const) expect(codes(field, ' ')).toEqual([])
  })

  test('a text that is too long says by how much', () => {
    expect(textIssues('bio', 'a'.repeat(1204))[0]?.text('en')).toBe('500 characters at most; this has 1,204.')
  })
})

describe('a bio', () => {
  test('keeps its line breaks, as LF, and at most one empty line in a row', () => {
    expect(normalizeText('bio', ' Robots.  \r\n\r\n\r\n\r\nAnd\ttea.\rAnd \u2028cake. \n')).toBe(
      'Robots.\n\nAnd tea.\nAnd\ncake.',
    )
    expect(codes('bio', 'Robots.\r\n\tAnd tea.')).toEqual([])
    expect(codes('bio', 'Robots.\u0000')).toEqual(['hidden'])
  })
})

describe('NUL, surrogates, bidi and look-alike names: refused or neutral, never 500', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '\0',
      '\ud800',
      '\udc00',
      '\u202e',
      '\u200d',
      '\ufe0f',
      '\r\n',
      '\u0301',
      ' ',
      '\t',
      '\ufeff',
      '👨‍👩‍👧',
    ),
  )
  const wildText = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))
  const field = fc.constantFrom<TextField>('firstName', 'lastName', 'displayName', 'location', 'bio')

  test('every text is judged, and what passes is plain, short and the same when it passes again', () => {
    fc.assert(
      fc.property(field, wildText, (name, value) => {
        const kept = normalizeText(name, value)
        expect(normalizeText(name, kept)).toBe(kept)
        const issues = textIssues(name, value)
        for (const locale of ['en', 'de', 'xx'] as const)
          for (const { text } of issues) expect(text(locale)).not.toBe('')
        expect(codes(name, kept)).toEqual(issues.map(({ code }) => code))
        if (issues.length > 0) return
        expect(kept.isWellFormed()).toBe(true)
        expect(kept.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
        expect([...kept].length).toBeLessThanOrEqual(longestText[name])
      }),
      { numRuns: 2000, examples: [['firstName', '\ud800\u200d\udc00']] },
    )
  })
})
