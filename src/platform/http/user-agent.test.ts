import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeUserAgent } from './user-agent.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('a user agent', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
      'Firefox',
      'Windows',
      'computer',
    ],
    [`Mozilla/5.0 (X11; Linux aarch64) ${webkit} Chrome/131.0.0.0 Safari/537.36`, 'Chrome', 'Linux', 'computer'],
    [
      `Mozilla/5.0 (X11; CrOS aarch64 1.0.0) ${webkit} Chrome/109.0.0.0 Safari/537.36`,
      'Chrome',
      'Chrome OS',
      'computer',
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${webkit} Chrome/131.0.0.0 Mobile Safari/537.36`,
      'Chrome',
      'Android',
      'phone',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
      'phone',
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPad',
      'tablet',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0',
      'Firefox',
      'macOS',
      'computer',
    ],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot', null, 'program'],
    ['curl/8.5.0', 'curl', null, 'program'],
    ['python-requests/2.31', 'python-requests', null, 'program'],
    ['Mozilla/5.0', null, null, 'unknown'],
    ['', null, null, 'unknown'],
    [null, null, null, 'unknown'],
  ])('%j is %s on %s, a %s', (header, browser, system, kind) => {
    expect(describeUserAgent(header)).toEqual({ browser, system, kind })
  })

  test('gives no text of its own making to the page', () => {
    for (const header of ['<script>/1 x', '\u202eevil/1 x', '\0/1', `${'a'.repeat(60)}/1 x`, 'Mozilla/5.0 <b>/1 x'])
      expect(describeUserAgent(header).browser).toBeNull()
  })

  test('counts with its first 500 characters only', () => {
    expect(describeUserAgent(`Mozilla/5.0 ${' '.repeat(490)}Firefox/132.0`).browser).toBeNull()
  })

  test('is read whatever it says, and quickly', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'Mozilla/5.0 (',
        'Android',
        'iPhone',
        'Version/',
        'Windows NT ',
        ') ',
        ';',
        'CrOS',
        'Opera/',
        'bot',
      ),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const { browser, system, kind } = describeUserAgent(parts.join(''))
        for (const name of [browser, system]) expect(name ?? 'none').toMatch(/^[\w .+-]{1,40}$/)
        expect(['computer', 'phone', 'tablet', 'program', 'unknown']).toContain(kind)
      }),
    )
  })
})
