import { dark, light, type Tokens } from './plain-tokens.ts'

const amber = { light: '#7d5100', dark: '#f3b44a' }
const defaultAccent = '#f7b238'

/** Red, green and blue from 0 to 255 of `#abc`, `#aabbcc` or `rgb(1 2 3)`; null for every other way to write a color. */
function channels(color: string): readonly number[] | null {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(color)
  if (short) return short.slice(1).map((digit) => Number.parseInt(digit + digit, 16))
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color)
  if (long) return long.slice(1).map((pair) => Number.parseInt(pair, 16))
  const rgb = /^rgb\((\d{1,3}) (\d{1,3}) (\d{1,3})\)$/i.exec(color)
  return rgb ? rgb.slice(1).map(Number) : null
}

const toHex = (parts: readonly number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(parts: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = parts.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const declare = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ')

// Black or white, whichever stands out more on it.
const buttonOf = (base: readonly number[]) => ({
  accent: toHex(base),
  'on-accent': luminance(base) > 0.179 ? '#000' : '#fff',
})

/** The accent for what knows no other colors than `#rrggbb`, such as mail; ours, where the installation's is written otherwise. */
export const plainButton = (accent: string | null) =>
  buttonOf(channels(accent ?? defaultAccent) ?? channels(defaultAccent)!)

/**
 * The style sheet of this installation: its accent and, for browsers that know neither `light-dark()` nor relative
 * colors, every token in plain colors. `accent` is a color that the configuration has checked; null is our amber.
 * Those browsers get the accent only where its luminance can be computed here (hex and rgb), for the text on it.
 */
export function brandCss(accent: string | null): string {
  const known = channels(accent ?? defaultAccent)
  const base = known ?? channels(defaultAccent)!
  const isOurs = accent === null || known === null
  const button = buttonOf(base)
  const inLight = { ...light, ...button, 'accent-ink': isOurs ? amber.light : light.ink }
  const inDark = { ...dark, ...button, 'accent-ink': isOurs ? amber.dark : dark.ink }
  const own = accent === null ? '' : `:root, :host, .porchlight { --accent: ${accent}; }\n`
  return `${own}@supports not ((color: light-dark(#000, #fff)) and (color: oklch(from #000 l c h))) {
  :root { ${declare(inLight)} }
  @media (prefers-color-scheme: dark) { :root { ${declare(inDark)} } }
}
`
}
