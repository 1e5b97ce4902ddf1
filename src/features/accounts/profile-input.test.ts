import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { age, birthDateIssues } from './birth-date.ts'
import { checkProfile, type ProfileInput } from './profile-input.ts'
import { normalizeTimeZone, timeZones } from './time-zone.ts'

const now = new Date('2026-11-24T22:30:00Z')
const rule = { minimumAge: 13, now, timeZone: 'UTC' }

describe('a date of birth', () => {
  const codes = (value: string, changes = {}) => birthDateIssues(value, { ...rule, ...changes }).map(({ code }) => code)

  test.each([
    ['1984-03-27', []],
    ['2000-02-29', []],
    ['1900-01-01', []],
    ['2013-11-24', []],
    ['2013-11-25', ['too-young']],
    ['2026-11-24', ['too-young']],
    ['2026-11-25', ['future']],
    ['1899-12-31', ['too-early']],
    ['0000-00-00', ['no-such-day']],
    ['2001-02-29', ['no-such-day']],
    ['1984-04-31', ['no-such-day']],
    ['1984-13-01', ['no-such-day']],
    ['1984-3-7', ['format']],
    ['27.03.1984', ['format']],
    ['1984-03-27T00:00:00Z', ['format']],
    [' 1984-03-27', ['format']],
    ['1984-03-27\n', ['format']],
    ['١٩٨٤-٠٣-٢٧', ['format']],
    ['+01984-03-27', ['format']],
    ['', ['format']],
  ])('%j: %j', (value, expected) => {
    expect(codes(value)).toEqual(expected)
  })

  test('which day it is depends on where the person is', () => {
    expect(codes('2013-11-25', { timeZone: 'Europe/Berlin' })).toEqual(['too-young'])
    expect(codes('2013-11-25', { timeZone: 'Asia/Tokyo' })).toEqual([])
    expect(codes('2026-11-25', { timeZone: 'Asia/Tokyo', minimumAge: 0 })).toEqual([])
    expect(codes('2026-11-24', { timeZone: 'America/New_York', minimumAge: 0 })).toEqual([])
  })

  test('who was born on 29 February turns a year older on 1 March', () => {
    const on = (day: string) => age('2012-02-29', new Date(`${day}T12:00:00Z`), 'UTC')
    expect([on('2025-02-28'), on('2025-03-01'), on('2028-02-28'), on('2028-02-29')]).toEqual([12, 13, 15, 16])
  })

  test('too young is said kindly, with the age', () => {
    const [issue] = birthDateIssues('2020-01-01', rule)
    expect(issue?.text('en')).toBe('An account here is for people of 13 and older. You are welcome then.')
    expect(codes('2020-01-01', { minimumAge: 0 })).toEqual([])
  })
})

describe('a time zone', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Etc/UTC', 'UTC'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ])('%s is %s', (value, name) => {
    expect(normalizeTimeZone(value)).toBe(name)
  })

  test.each([
    '',
    '+01:00',
    'Europe',
    'Europe/Porchlight',
    'Europe/Berlin\0',
    '../etc',
    'constructor',
    'x'.repeat(100_000),
  ])('%j is none', (value) => {
    expect(normalizeTimeZone(value)).toBeNull()
  })

  test('every listed one is known to Intl, under the name in use today, once', () => {
    expect(timeZones.length).toBeGreaterThan(300)
    expect(new Set(timeZones).size).toBe(timeZones.length)
    for (const name of timeZones) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: name })).not.toThrow()
      expect(normalizeTimeZone(name)).toBe(name)
    }
  })
})

describe('a profile', () => {
  test('is kept clean', () => {
    const { value, issues } = checkProfile(
      {
        firstName: ' Kev ',
        lastName: 'Mc  Aleer',
        username: ' Kev-M ',
        email: ' Kev@Example.org ',
        displayName: '',
        dateOfBirth: ' 1984-03-27 ',
        location: null,
        bio: 'Robots.\r\nTea.',
        language: 'de',
        timeZone: 'europe/berlin',
      },
      rule,
    )
    expect(issues).toEqual([])
    expect(value).toEqual({
      firstName: 'Kev',
      lastName: 'Mc Aleer',
      username: 'Kev-M',
      email: 'Kev@example.org',
      displayName: null,
      dateOfBirth: '1984-03-27',
      location: null,
      bio: 'Robots.\nTea.',
      language: 'de',
      timeZone: 'Europe/Berlin',
    })
  })

  test('says everything that is wrong at once, in the order of the form', () => {
    const { issues } = checkProfile(
      {
        timeZone: 'Mars/Base',
        email: 'kev@',
        username: 'adm1n',
        firstName: '',
        lastName: null,
        language: 'fr',
        bio: '\0',
      },
      rule,
    )
    expect(issues.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'firstName missing',
      'lastName missing',
      'username reserved',
      'email nothing-after',
      'bio hidden',
      'language unknown',
      'timeZone unknown',
    ])
  })

  test('leaves alone what was not named', () => {
    expect(checkProfile({}, rule)).toEqual({ value: {}, issues: [] })
    expect(checkProfile({ bio: undefined, location: ' ' }, rule)).toEqual({ value: { location: null }, issues: [] })
    const foreign = JSON.parse('{"role":"admin","__proto__":{"role":"admin"},"firstName":"Kev"}') as ProfileInput
    expect(checkProfile(foreign, rule).value).toEqual({ firstName: 'Kev' })
  })

  test('holds the site’s own name back', () => {
    const { issues } = checkProfile({ username: 'kevs-robots' }, { ...rule, siteName: 'Kev’s Robots' })
    expect(issues.map(({ code }) => code)).toEqual(['reserved'])
  })

  test('NUL, surrogates, bidi and look-alike names: refused or neutral, never 500', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '\ud800', '\u202e', '1984-03-27', 'de', 'UTC', null),
    )
    const fields = [
      'firstName',
      'lastName',
      'displayName',
      'username',
      'email',
      'dateOfBirth',
      'location',
      'bio',
      'language',
    ]
    const input = fc.record(Object.fromEntries([...fields, 'timeZone'].map((field) => [field, text])), {
      requiredKeys: [],
    })
    fc.assert(
      fc.property(input, (given: ProfileInput) => {
        const { value, issues } = checkProfile(given, rule)
        for (const { field, text } of issues) {
          expect(Object.keys(given)).toContain(field)
          expect(text('de')).not.toBe('')
        }
        if (issues.length === 0) expect(checkProfile(value, rule)).toEqual({ value, issues })
      }),
      { numRuns: 1000 },
    )
  })
})
