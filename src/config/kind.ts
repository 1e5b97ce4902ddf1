/** What became of a text: a value, or what is wrong with it, as the rest of a sentence that begins with the setting's name. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string }

/** A kind of value: how it is read from a text (relative paths start from `cwd`) and how it is written back for an operator. */
export type Kind<T> = {
  parse(text: string, cwd: string): Parsed<T>
  show(value: T): string
}

/** Stands where a secret would. */
export const hidden = '••••••••'

const longest = 80

/**
 * A value as it may stand in a terminal or a log: one line, invisible characters spelled out, long ones cut, and whatever
 * stands before an @ hidden, because that is where addresses carry passwords.
 */
export function quote(text: string): string {
  const at = text.lastIndexOf('@')
  const discreet = at === -1 ? text : `${hidden}${text.slice(at)}`
  const cut = discreet.length > longest ? `${discreet.slice(0, longest)}…` : discreet
  const visible = cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (it) => `\\u{${it.codePointAt(0)?.toString(16)}}`)
  return `"${visible}"`
}

/** A whole number in decimal digits, from `min` to `max`. */
export const wholeNumber = (min: number, max: number): Kind<number> => ({
  parse: (text) =>
    /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max
      ? { value: Number(text) }
      : { problem: `${quote(text)} is not a whole number from ${min} to ${max}` },
  show: String,
})

/** One of a few words, spelled exactly. */
export const oneOf = <const T extends string>(words: readonly T[]): Kind<T> => ({
  parse: (text) => {
    const value = words.find((word) => word === text)
    return value === undefined ? { problem: `${quote(text)} is not one of ${words.join(', ')}` } : { value }
  },
  show: (value) => value,
})

/** `on` or `off`, nothing else: `false` or `0` would leave open what an owner meant. */
export const onOff: Kind<boolean> = {
  parse: (text) =>
    text === 'on' || text === 'off' ? { value: text === 'on' } : { problem: `${quote(text)} is neither on nor off` },
  show: (value) => (value ? 'on' : 'off'),
}

/** A line of text for people to read, of at most `max` characters. */
export const line = (max: number): Kind<string> => ({
  parse: (text) =>
    text.length <= max ? { value: text } : { problem: `has ${text.length} characters, at most ${max} fit` },
  show: (value) => value,
})

/** Values between commas, each once; the first bad one is the problem. */
export const listOf = <T>(kind: Kind<readonly T[]>): Kind<readonly T[]> => ({
  parse: (text, cwd) => {
    const found = new Set<T>()
    for (const item of text.split(',').map((it) => it.trim())) {
      const parsed =
        item === '' ? { problem: 'has nothing before, between or after its commas' } : kind.parse(item, cwd)
      if ('problem' in parsed) return parsed
      for (const value of parsed.value) found.add(value)
    }
    return { value: [...found] }
  },
  show: (values) => (values.length === 0 ? 'none' : kind.show(values)),
})

/** A value that may be missing. */
export const optional = <T>(kind: Kind<T>): Kind<T | null> => ({
  parse: (text, cwd) => kind.parse(text, cwd),
  show: (value) => (value === null ? 'not set' : kind.show(value)),
})
