import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeReturnTo } from './return-to.ts'

const allowed = {
  publicOrigin: 'https://people.example.org',
  prefix: '',
  origins: ['https://blog.example.org', 'http://localhost:4000'],
}
const prefixed = { publicOrigin: 'https://example.org', prefix: '/people', origins: ['https://example.org'] }

describe('return_to leads to our origin or an exact allowed one, whatever its spelling; else home', () => {
  test.each([
    ['/account', '/account'],
    ['/', '/'],
    ['/account/security?tab=keys#top', '/account/security?tab=keys#top'],
    ['https://people.example.org/account', '/account'],
    ['HTTPS://PEOPLE.EXAMPLE.ORG:443/account', '/account'],
    ['/a/../account', '/account'],
    ['/users/josé', '/users/jos%C3%A9'],
    ['https://blog.example.org', 'https://blog.example.org/'],
    ['https://blog.example.org/post/?x=1#comments', 'https://blog.example.org/post/?x=1#comments'],
    ['http://localhost:4000/a', 'http://localhost:4000/a'],
    ['https://blog.example.org/login', 'https://blog.example.org/login'],
    ['/logins', '/logins'],
    ['/account?q=return_to', '/account?q=return_to'],
  ])('%j leads to %j', (value, target) => {
    expect(safeReturnTo(value, allowed)).toBe(target)
  })

  test.each([
    '',
    'account',
    '?x',
    '#x',
    '//evil.com',
    '///evil.com',
    '/\\evil.com',
    '\\\\evil.com',
    '/\t/evil.com',
    '/\n/evil.com',
    '\t//evil.com',
    ' //evil.com',
    ' /account',
    '/acc\nount',
    '/acc\0ount',
    '/\u00a0x',
    '/\ud800',
    '/.//evil.com',
    '/..//evil.com',
    '/a/..//evil.com',
    '/%2e//evil.com',
    '/%2f/evil.com',
    '/%5cevil.com',
    '/%09/evil.com',
    '/%',
    '/%ff',
    'https:evil.com',
    'https:/evil.com',
    'https:///evil.com',
    'https://evil.com',
    'https://people.example.org.evil.com/',
    'https://evilpeople.example.org/',
    'https://people.example.org:444/',
    'http://people.example.org/',
    'https://people.example.org@evil.com/',
    'https://evil.com\\@people.example.org/',
    'https://kev@people.example.org/',
    'https://kev:x@blog.example.org/',
    'https://people.example.org//evil.com',
    'https://people.example.org\\evil.com',
    'http://blog.example.org/',
    'https://sub.blog.example.org/',
    'http://localhost:4001/',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'blob:https://people.example.org/1',
    'mailto:kev@example.org',
    'ftp://people.example.org/',
    'https://',
    'https://[',
  ])('%j leads home', (value) => {
    expect(safeReturnTo(value, allowed)).toBeNull()
  })

  test.each([
    '/login',
    '/logout',
    '/register',
    '/LOGIN',
    '/login/',
    '/login?x=1',
    '/l%6fgin',
    '/x/../logout',
    '/login/x',
  ])('the door %j is no target', (value) => {
    expect(safeReturnTo(value, allowed)).toBeNull()
  })

  test.each(['/account?return_to=/x', '/account?a=1&return%5Fto=/x', 'https://blog.example.org/?return_to=/x'])(
    'a target inside a target is refused: %j',
    (value) => {
      expect(safeReturnTo(value, allowed)).toBeNull()
    },
  )

  test.each([undefined, null, 7, {}, ['/account'], ['/account', '/account'], new URL('https://people.example.org/')])(
    'what is no text leads home: %j',
    (value) => {
      expect(safeReturnTo(value, allowed)).toBeNull()
    },
  )

  test('500 characters are the most, also once written out', () => {
    expect(safeReturnTo(`/${'a'.repeat(499)}`, allowed)).toBe(`/${'a'.repeat(499)}`)
    expect(safeReturnTo(`/${'a'.repeat(500)}`, allowed)).toBeNull()
    expect(safeReturnTo(`/${'é'.repeat(400)}`, allowed)).toBeNull()
  })

  test('below a prefix our pages are those below it, and the rest of the origin counts only if it is listed', () => {
    expect(safeReturnTo('/people/account', prefixed)).toBe('/people/account')
    expect(safeReturnTo('/people', prefixed)).toBe('/people')
    expect(safeReturnTo('/people/login', prefixed)).toBeNull()
    expect(safeReturnTo('/people//evil.com', prefixed)).toBeNull()
    expect(safeReturnTo('/blog', prefixed)).toBe('https://example.org/blog')
    expect(safeReturnTo('/blog', { ...prefixed, origins: [] })).toBeNull()
    expect(safeReturnTo('/peoples', { ...prefixed, origins: [] })).toBeNull()
    expect(safeReturnTo('/people/../blog', { ...prefixed, origins: [] })).toBeNull()
  })

  const piece = fc.oneof(
    fc.constantFrom('/', '\\', '//', '.', '..', '@', ':', '?', '#', '%2f', '%5c', '%00', '%0a', '\t', '\n', '\0', ' '),
    fc.constantFrom('https:', 'http:', 'javascript:', 'evil.com', 'people.example.org', 'blog.example.org', 'people'),
    fc.constantFrom('login', 'logout', 'account', 'return_to=', '&', '\ud800', '。', '／', '[', ']', 'xn--', '\u202e'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  const spelling = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
  const start = fc.constantFrom('', '/', '/people', 'https://people.example.org', 'https://blog.example.org')

  test('no spelling leaves the allowed origins, and a target leads to itself', () => {
    fc.assert(
      fc.property(start, spelling, fc.constantFrom(allowed, prefixed), (from, rest, rule) => {
        const target = safeReturnTo(from + rest, rule)
        if (target === null) return
        // A browser resolves it against whichever of our pages sends it.
        const { origin, username, password, pathname } = new URL(target, `${rule.publicOrigin}/people/login`)
        expect([rule.publicOrigin, ...rule.origins]).toContain(origin)
        expect(username + password).toBe('')
        expect(target).toMatch(/^(\/(?![/\\])|https?:\/\/)[\x21-\x7e]*$/)
        const page = pathname.slice(rule.prefix.length)
        if (target.startsWith('/')) expect(page).not.toMatch(/^\/(login|logout|register)(\/|$)/i)
        expect(safeReturnTo(target, rule)).toBe(target)
      }),
      { numRuns: 5000 },
    )
  })
})
