import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandCss } from './brand-css.ts'

const token = (css: string, name: string) => new RegExp(`@supports[^]*?--${name}: ([^;]+);`).exec(css)?.[1]

describe('the style sheet of an installation', () => {
  it.each(['#e11d2f', '#abc', 'navy', 'rgb(245 179 66)', 'oklch(0.6 0.2 300)'])(
    'sets the accent %s as it is',
    (accent) => {
      expect(brandCss(accent)).toMatch(`:root, :host, .porchlight { --accent: ${accent}; }`)
    },
  )

  it('leaves our own accent to the tokens when there is no other', () => {
    expect(brandCss(null)).toMatch(/^@supports not/)
    expect(token(brandCss(null), 'accent')).toBe('#f7b238')
  })

  it.each([
    ['#f7b238', '#000'],
    ['#ffff00', '#000'],
    ['#fff', '#000'],
    ['#000', '#fff'],
    ['#000080', '#fff'],
    ['#e11d2f', '#fff'],
    ['rgb(245 179 66)', '#000'],
  ])('puts readable text on %s in older browsers', (accent, text) => {
    expect(token(brandCss(accent), 'on-accent')).toBe(text)
  })

  it.each(['navy', 'oklch(0.3 0.1 260)'])('falls back to our amber where the luminance of %s is unknown', (accent) => {
    expect(token(brandCss(accent), 'accent')).toBe('#f7b238')
    expect(token(brandCss(accent), 'on-accent')).toBe('#000')
  })

  it('gives every accent text of at least 4.5 to 1', () => {
    const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    const light = (hex: string) =>
      [0.2126, 0.7152, 0.0722].reduce(
        (sum, weight, i) => sum + weight * linear(Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255),
        0,
      )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (color) => {
        const accent = `#${color.toString(16).padStart(6, '0')}`
        const ink = token(brandCss(accent), 'on-accent') === '#000' ? 0 : 1
        const [low, high] = [light(accent), ink].sort((a, b) => a - b) as [number, number]
        expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })
})
