import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPassword, normalizePassword, passwordIssues, passwordRules } from './policy.ts'

const composition = { policy: 'composition' } as const
const nist = { policy: 'nist' } as const
const anyText = fc.string({ unit: 'binary', maxLength: 400 })
const wildText = fc
  .array(fc.oneof(anyText, fc.constantFrom('\0', '\ud800', '\udc00', '\ufdfa', 'É', 'Aa1', '\u202e')), { maxLength: 8 })
  .map((parts) => parts.join(''))

const broken = (password: string, context: Parameters<typeof checkPassword>[1] = composition) =>
  checkPassword(password, context)
    .filter(({ met }) => !met)
    .map(({ rule }) => rule)

describe('the rules', () => {
  test('are listed in words, in the order of the form', () => {
    expect(passwordRules('composition').map(({ text }) => text('en'))).toEqual([
      '8 characters or more',
      'An upper-case letter',
      'A lower-case letter',
      'A digit',
      'Not your name or email',
      'Not a common password',
    ])
    expect(passwordRules('nist').map(({ text }) => text('de'))).toEqual([
      'Mindestens 15 Zeichen',
      'Nicht dein Name oder deine E-Mail-Adresse',
      'Kein gängiges Passwort',
    ])
  })

  test.each([
    ['Lantern-42x', []],
    ['Lant-4x', ['length']],
    ['lantern-42x', ['upper']],
    ['LANTERN-42X', ['lower']],
    ['Lantern-xyz', ['digit']],
    ['', ['length', 'upper', 'lower', 'digit']],
    ['éèàüöß42É', []],
    ['Пароль-дом7', []],
    ['Lantern-٤٢x', []],
    ['😀😀😀😀Aa1', ['length']],
    ['😀😀😀😀😀Aa1', []],
  ])('composition: %j breaks %j', (password, rules) => {
    expect(broken(password)).toEqual(rules)
  })

  test.each([
    ['a quiet evening porch', []],
    ['Lantern-42x', ['length']],
    ['123456789012345', ['not-common']],
    ['987654321098765', ['not-common']],
    ['Qwertyuiopasdfgh', ['not-common']],
    ['aaaaaaaaaaaaaaaa', ['not-common']],
    ['abcabcabcabcabcabc', ['not-common']],
    ['passwordpassword', ['not-common']],
  ])('nist: %j breaks %j', (password, rules) => {
    expect(broken(password, nist)).toEqual(rules)
  })

  test('length is counted in characters after NFKC, to 256', () => {
    const long = `Aa1${'xy-z'.repeat(63)}`
    expect(broken(`${long}q`)).toEqual([])
    expect(broken(`${long}qw`)).toEqual(['length'])
    expect(broken(`Aa1${'😀'.repeat(253)}`)).toEqual([])
    // One ligature here is eighteen letters, so three of them with "Aa1" are 57 characters and twenty are too many.
    expect(broken(`Aa1${'\ufdfa'.repeat(20)}`)).toEqual(['length'])
    expect(broken('Aa1e\u0301e\u0301e\u0301e\u0301')).toEqual(['length'])
  })

  test('NUL and halves of a character are refused, never 500', () => {
    expect(broken('Lantern-42x\0')).toEqual(['characters'])
    expect(broken('Lantern-42x\ud800')).toEqual(['characters'])
    expect(broken('\udc00')).toContain('characters')
  })
})

describe('common, breached and own-name passwords are refused at sign-up, change, reset and CLI', () => {
  test.each(['Password1', 'PASSWORD1', 'passw0rd', 'Qwerty123', 'Ｐａｓｓｗｏｒｄ１', 'Trustno1Trustno1'])(
    'common: %s',
    (password) => {
      expect(broken(password)).toContain('not-common')
    },
  )

  const kev = {
    policy: 'composition',
    username: 'kev-m',
    email: 'Kevin.McAleer@example.org',
    firstName: 'Kevin',
    lastName: 'McAleer',
    displayName: 'Kev the Maker',
  } as const

  test.each([
    'Kevin2026!',
    'kevin.McAleer1',
    'KevinMcAleer1',
    'McAleerKevin1',
    'KEVIN.mcaleer@example.org1',
    'xMcAleer42',
    'Kev-m2026',
    'KevTheMaker1',
    'ＫＥＶＩＮ2026a!',
  ])('own name: %s', (password) => {
    expect(broken(password, kev)).toEqual(['not-name'])
  })

  test.each(['Lantern-42x', 'Kevlar-shell-9', 'The4quietKevin-lanterns', 'Ex4mple-porch'])(
    '%s is open to Kevin',
    (password) => {
      expect(broken(password, kev)).toEqual([])
    },
  )

  test('names of fewer than three letters, and a name inside a long sentence, forbid nothing', () => {
    expect(broken('Alabaster-9', { ...composition, firstName: 'Al', lastName: 'Ba' })).toEqual([])
    expect(broken('planning a trip to Rome', { ...nist, firstName: 'Ann' })).toEqual([])
    expect(broken('Lantern-42x', { ...composition, username: '', email: null, firstName: undefined })).toEqual([])
  })
})

describe('issues', () => {
  test('tell every broken rule at once, beside the field', () => {
    const issues = passwordIssues('newPassword', 'kev', composition)
    expect(issues.map(({ field, code }) => [field, code])).toEqual([
      ['newPassword', 'password-length'],
      ['newPassword', 'password-upper'],
      ['newPassword', 'password-digit'],
    ])
    expect(issues.map(({ text }) => text('en'))).toEqual([
      'Make it 8 characters or more.',
      'Add an upper-case letter.',
      'Add a digit.',
    ])
  })

  test('an empty field is simply missing, an endless one too long', () => {
    expect(passwordIssues('password', '', nist).map(({ code }) => code)).toEqual(['missing'])
    const [issue, ...others] = passwordIssues('password', 'a'.repeat(1_000_000), nist)
    expect(issue?.text('en')).toBe('256 characters at most.')
    expect(others).toEqual([])
  })
})

describe('NUL, surrogates, bidi and look-alike names: refused or neutral, never 500', () => {
  const context = fc.record({
    policy: fc.constantFrom('composition', 'nist'),
    username: wildText,
    email: wildText,
    firstName: wildText,
  })

  test('every text is judged, and the issues are the broken rules', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, wildText), context, (password, given) => {
        const issues = passwordIssues('password', password, given)
        if (password !== '') expect(issues).toHaveLength(broken(password, given).length)
        for (const locale of ['en', 'de', 'xx'] as const)
          for (const { text } of issues) expect(text(locale)).not.toBe('')
      }),
    )
  })

  test('normalizing twice changes nothing, and the spelling of a character does not matter', () => {
    fc.assert(
      fc.property(wildText, (password) => {
        expect(normalizePassword(normalizePassword(password))).toBe(normalizePassword(password))
        expect(broken(normalizePassword(password))).toEqual(broken(normalizePassword(password.normalize('NFKC'))))
      }),
    )
    expect(normalizePassword('e\u0301')).toBe(normalizePassword('é'))
  })
})
