import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emailIssues, normalizeEmail } from './email.ts'

const label = 'a'.repeat(63)

describe('an address', () => {
  test.each([
    ['kev@example.org', 'kev@example.org'],
    ['  Kev.Mc+robots@Example.ORG\n', 'Kev.Mc+robots@example.org'],
    ["o'brien@example.co.uk", "o'brien@example.co.uk"],
    ['a@b.cd', 'a@b.cd'],
    ['kev@bücher.example', 'kev@xn--bcher-kva.example'],
    ['kev@xn--bcher-kva.example', 'kev@xn--bcher-kva.example'],
    ['kev@ｅｘａｍｐｌｅ.org', 'kev@example.org'],
    ['jose\u0301@example.org', 'josé@example.org'],
    ['用户@例え.jp', '用户@xn--r8jz45g.jp'],
    ['!#$%&*+/=?^_`{|}~-@example.org', '!#$%&*+/=?^_`{|}~-@example.org'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
    ['1@2.example', '1@2.example'],
  ])('%j is kept as %j', (value, address) => {
    expect(normalizeEmail(value)).toBe(address)
    expect(emailIssues(value)).toEqual([])
  })

  test.each([
    ['', 'missing'],
    [' ', 'missing'],
    ['kev', 'no-at'],
    ['kev.example.org', 'no-at'],
    ['@', 'nothing-before'],
    ['@example.org', 'nothing-before'],
    ['kev@', 'nothing-after'],
    ['kev@@example.org', 'two-ats'],
    ['a@example.org,b@example.org', 'two-ats'],
    ['kev m@example.org', 'spaces'],
    ['kev@example. org', 'spaces'],
    ['kev@example.org\r\nBcc: all@example.org', 'hidden'],
    ['kev\0@example.org', 'hidden'],
    ['kev\ud800@example.org', 'hidden'],
    ['\u202ekev@example.org', 'hidden'],
    ['ke\u200bv@example.org', 'hidden'],
    ['kev@exam\u00adple.org', 'hidden'],
    ['kev\u3164@example.org', 'hidden'],
    ['Kev <kev@example.org>', 'brackets'],
    ['"kev"@example.org', 'quotes'],
    ['kev(home)@example.org', 'quotes'],
    ['.kev@example.org', 'dots'],
    ['kev.@example.org', 'dots'],
    ['k..ev@example.org', 'dots'],
    ['kev,m@example.org', 'character'],
    ['kev@example,org', 'character'],
    ['kev@example_org.com', 'character'],
    ['kev@example.org:25', 'character'],
    ['kev@example.org/..', 'character'],
    ['kev@exa%2emple.org', 'character'],
    ['kev©@example.org', 'character'],
    ['\u0301kev@example.org', 'character'],
    ['kev@.example.org', 'domain-dots'],
    ['kev@example.org.', 'domain-dots'],
    ['kev@example..org', 'domain-dots'],
    ['kev@localhost', 'domain-ending'],
    ['kev@example.o', 'domain-ending'],
    ['kev@[127.0.0.1]', 'domain-number'],
    ['kev@127.0.0.1', 'domain-number'],
    ['kev@2130706433', 'domain-number'],
    ['kev@0x7f.1', 'domain-number'],
    ['kev@[IPv6:::1]', 'domain-number'],
    ['kev@example.123', 'domain-number'],
    ['kev@-example.org', 'domain'],
    ['kev@example-.org', 'domain'],
    ['kev@xn--a.org', 'domain'],
    [`kev@${'a'.repeat(64)}.org`, 'domain'],
    [`${'a'.repeat(65)}@example.org`, 'too-long'],
    [`${'é'.repeat(33)}@example.org`, 'too-long'],
    [`kev@${label}.${label}.${label}.${label}.org`, 'too-long'],
    [`kev@${'a.'.repeat(100_000)}org`, 'too-long'],
    [' '.repeat(100_000), 'too-long'],
  ])('%j is refused: %s', (value, code) => {
    expect(normalizeEmail(value)).toBeNull()
    expect(emailIssues(value).map((issue) => [issue.field, issue.code])).toEqual([['email', code]])
  })

  test('says what to do, by the mistake that was made', () => {
    const first = (value: string) => emailIssues(value)[0]?.text('en')
    expect(first('kev@')).toBe('Nothing follows the @. Write the whole address, like kev@example.org.')
    expect(first('kev@example')).toBe('“example” lacks its ending. Write the whole address, like kev@example.org.')
    expect(first('kev@example,org')).toBe('“,” does not belong in an address. Check for a slip of the finger.')
    expect(emailIssues('kev')[0]?.text('de')).toBe('Das @ fehlt. Schreib die ganze Adresse, etwa kev@example.org.')
  })
})

describe('NUL, surrogates, bidi and look-alike names: refused or neutral, never 500', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(
      '@',
      '.',
      '-',
      'kev',
      'example',
      'org',
      'xn--',
      '1',
      '0x7f',
      'ß',
      'ü',
      '。',
      '\u0301',
      '\0',
      '\ud800',
      ' ',
      '"',
      '%',
    ),
  )
  const addressLike = fc.array(part, { maxLength: 10 }).map((parts) => parts.join(''))
  const nearlyGood = fc.tuple(addressLike, addressLike).map(([local, domain]) => `${local}@${domain}.org`)

  test('every text is judged; what passes fits an envelope and is the same when it passes again', () => {
    fc.assert(
      fc.property(fc.oneof(addressLike, nearlyGood, fc.emailAddress(), fc.string({ unit: 'binary' })), (value) => {
        const issues = emailIssues(value)
        for (const locale of ['en', 'de', 'xx'] as const)
          for (const { text } of issues) expect(text(locale)).not.toBe('')
        const address = normalizeEmail(value)
        expect(address === null).toBe(issues.length > 0)
        if (address === null) return
        expect(normalizeEmail(address)).toBe(address)
        expect(address).toMatch(/^[^\s\p{C}@"<>(),:;[\]\\]+@([a-z0-9-]+\.)+[a-z0-9-]{2,}$/u)
        expect(Buffer.byteLength(address)).toBeLessThanOrEqual(254)
      }),
      { numRuns: 4000 },
    )
  })

  test('ordinary addresses pass', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcxyz019'), minLength: 1, maxLength: 10 })
    const ordinary = fc.tuple(word, word, word).map(([one, two, host]) => `${one}.${two}@${host}.example.org`)
    fc.assert(fc.property(ordinary, (value) => normalizeEmail(value) === value))
  })
})
