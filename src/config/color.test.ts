import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { color } from './color.ts'

describe('a color', () => {
  const safe = /^(?:#[\da-f]{3}|#[\da-f]{6}|[a-z]+|rgb\(\d+ \d+ \d+\)|oklch\([\d.]+ [\d.]+ [\d.]+\))$/

  it.each([
    'red;}',
    'red}body{display:none',
    '#fff;background:url(https://evil.example)',
    'url(https://evil.example)',
    'var(--x)',
    'oklch(0.8 0.1 77)/**/',
    'oklch(0.8 0.1 77) } * {',
    'rgb(1 2 3)</style><script>',
    'expression(alert(1))',
    '#ffff',
    'transparent',
    'currentcolor',
    'oklch(1.5 0.1 77)',
    'oklch(0.8 0.9 77)',
    'oklch(0.8 0.1 777)',
    'rgb(256 0 0)',
    'constructor',
  ])('brings nothing but itself into a style sheet: %s is refused', (text) => {
    expect(color.parse(text, '/nowhere')).toHaveProperty('problem')
  })

  it('is a color, whatever was typed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'red',
        '#',
        'fff',
        'rgb(',
        'oklch(',
        ')',
        ' ',
        ',',
        '%',
        'deg',
        ';',
        '}',
        '/*',
        '0.5',
        '1',
        '255',
        'e-7',
      ),
      fc.string(),
    )
    const typed = fc.oneof(
      fc.array(piece, { maxLength: 9 }).map((parts) => parts.join('')),
      fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300), piece).map(([r, g, b, end]) => `rgb(${r} ${g} ${b})${end}`),
      fc.tuple(fc.nat(120), fc.nat(400), piece).map(([l, h, end]) => `oklch(${l}.000001% 0.000001 ${h}${end})`),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = color.parse(text, '/nowhere')
        if ('value' in parsed) expect(parsed.value).toMatch(safe)
      }),
      { numRuns: 2000 },
    )
  })
})
