import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isHouseName, skeleton } from './reserved-names.ts'
import { foldUsername, usernameIssues } from './username.ts'

const codes = (value: string) => usernameIssues(value).map(({ code }) => code)
const first = (value: string) => usernameIssues(value)[0]?.text('en')

describe('a username', () => {
  test.each(['kev', 'Kev', 'kev-m', 'kev.m_2', '4ever', 'x'.repeat(30), 'rootbeer', 'administer', 'a1b', 'mia'])(
    '%s passes',
    (name) => {
      expect(codes(name)).toEqual([])
    },
  )

  test.each([
    ['', ['missing']],
    ['  ', ['missing']],
    ['ke', ['too-short']],
    ['x'.repeat(31), ['too-long']],
    ['x'.repeat(100_000), ['too-long']],
    ['kev@example.org', ['at-sign']],
    ['kev m', ['spaces']],
    ['kév', ['characters']],
    ['kеv', ['characters']],
    ['ｋｅｖ', ['characters']],
    ['kev\0', ['characters']],
    ['kev\ud800', ['characters']],
    ['\u202evek', ['characters']],
    ['kev\u200b', ['characters']],
    ['kev/..', ['characters']],
    ['-kev', ['ends']],
    ['kev.', ['ends']],
    ['kev--m', ['marks']],
    ['kev.-m', ['marks']],
    ['_kev__m', ['ends', 'marks']],
    ['..', ['ends', 'marks', 'too-short']],
    ['admin', ['reserved']],
  ])('%j is refused: %j', (value, expected) => {
    expect(codes(value)).toEqual(expected)
  })

  test('says what to do, by the mistake that was made', () => {
    expect(first('kev m')).toBe('A username has no spaces. Try kev-m.')
    expect(first('Kev  the Maker')).toBe('A username has no spaces. Try kev-the-maker.')
    expect(first('k é')).toBe('A username has no spaces. A - or . does the job.')
    expect(first('adm in')).toBe('A username has no spaces. A - or . does the job.')
    expect(first('kév')).toBe('“é” does not fit. Use letters from a to z, digits, and _ - . between them.')
    expect(first('kev\u202e')).toBe('Use letters from a to z, digits, and _ - . between them.')
    expect(first('Adm1n')).toBe('“Adm1n” is kept for the house, or looks like a name that is. Try another one.')
    expect(usernameIssues('ke')[0]?.text('de')).toBe('Mindestens 3 Zeichen.')
  })

  test('is compared in ASCII lower case: no foreign letter folds onto one of ours', () => {
    expect(foldUsername('KEV-M.2')).toBe('kev-m.2')
    expect(foldUsername('\u212aev')).toBe('\u212aev')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => foldUsername(foldUsername(name)) === foldUsername(name)),
    )
  })
})

describe('names of the house', () => {
  test.each([
    'admin',
    'ADMIN',
    'adm1n',
    'a-d-m-i-n',
    'Adrnin',
    '4dm1n',
    'aclmin',
    'r00t',
    'rno.der4t0r',
    'vvvvw',
    'LOG-IN',
    'p0rchl1ght',
    'well-known',
    'openapi',
    'm.e',
    'null',
    'undefined',
  ])('%s is one, or looks like one', (name) => {
    expect(isHouseName(name)).toBe(true)
  })

  test('every page and every route of the API has its first part kept', () => {
    const paths = `register login logout account users recover verify admin moderation threads privacy terms cookies api accounts
      sessions session recovery comments page-likes counts health metrics openapi.json docs dev assets icon`
    for (const path of paths.split(/\s+/))
      expect.soft([path, isHouseName(path.replace(/\.json$/, ''))]).toEqual([path, true])
  })

  test('the name of the site is one more, if it is told', () => {
    expect(isHouseName('kevs-r0bots')).toBe(false)
    expect(isHouseName('kevs-r0bots', 'Kev’s Robots')).toBe(true)
    expect(usernameIssues('KevsRobots', 'Kev’s Robots').map(({ code }) => code)).toEqual(['reserved'])
    expect(isHouseName('kev', 'ロボット')).toBe(false)
  })

  test.each([
    ['kev', 'kev-m'],
    ['anna', 'hanna'],
    ['marie', 'mario'],
    ['dora', 'clara'],
  ])('%s and %s stay apart', (one, other) => {
    expect(skeleton(one)).not.toBe(skeleton(other))
  })
})

describe('NUL, surrogates, bidi and look-alike names: refused or neutral, never 500', () => {
  const usernameLike = fc.string({ unit: fc.constantFrom(...'aAdmi1nN0-_.@ é'), maxLength: 34 })

  test('every text is judged; what passes is ASCII, in bounds, and in any case the same name', () => {
    fc.assert(
      fc.property(fc.oneof(usernameLike, fc.string({ unit: 'binary' })), (value) => {
        const issues = usernameIssues(value)
        for (const locale of ['en', 'de', 'xx'] as const)
          for (const { text } of issues) expect(text(locale)).not.toBe('')
        if (issues.length > 0) return
        expect(value).toMatch(/^(?=.{3,30}$)[A-Za-z0-9]+([_.-][A-Za-z0-9]+)*$/)
        expect(codes(foldUsername(value))).toEqual([])
        expect(codes(value.toUpperCase())).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})
