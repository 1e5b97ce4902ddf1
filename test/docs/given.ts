import type { Block } from './blocks.ts'

/** The values that a block of a page begins with, by name: the reader writes their own, and so does the test. */
export function readGiven({ page, line, text }: Block): Record<string, string> {
  const lines = text.split('\n').filter((one) => one.trim() !== '')
  return Object.fromEntries(
    lines.map((one) => {
      const [, name, value] = /^([A-Z_]+)=(\S+)(?: +#.*)?$/.exec(one) ?? []
      if (!name || !value) throw new Error(`${page}:${line} is given, and “${one}” is not NAME=VALUE`)
      return [name, value]
    }),
  )
}

/** A text of the page with the values of the test in the place of those that the page shows. */
export const withOwn = (
  text: string,
  { shown, own }: { shown: Readonly<Record<string, string>>; own: Readonly<Record<string, string>> },
): string =>
  Object.entries(shown).reduce((written, [name, value]) => written.replaceAll(value, own[name] ?? value), text)
