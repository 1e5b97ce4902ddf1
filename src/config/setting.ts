import type { Kind, Parsed } from './kind.ts'
import type { Values } from './shape.ts'

export const groups = {
  address: 'Address and surroundings',
  data: 'Data and secrets',
  site: 'The site',
  accounts: 'Accounts',
  mail: 'Mail',
  limits: 'Limits',
  log: 'Log',
  metrics: 'Metrics',
} as const

/** What is known when a default is made: the values of the settings before it, where those were right. */
export type Draft = Partial<Values>

/** Everything there is to say about one setting; `Kind` says how its text is read. */
export type Setting<T> = {
  readonly name: string
  readonly group: keyof typeof groups
  readonly kind: Kind<T>
  /** A value, or how it follows from other settings; `text` says it in words where the value alone would not. */
  readonly fallback:
    | { readonly value: T; readonly text?: string }
    | { from(draft: Draft, cwd: string): Parsed<T>; readonly text: string }
  /** Also read from the file that NAME_FILE names. */
  readonly secret?: true
  /** Whether its value has line breaks in it, as keys in PEM do. */
  readonly severalLines?: true
  /** One sentence. */
  readonly summary: string
  /** What else an owner should know before changing it. */
  readonly details?: string
  readonly example: string
}

/** A setting whose type does not matter to the one who reads it. */
export type AnySetting = Setting<unknown>

/** A line that sets the setting rightly, in a shell as in a `.env` file. */
export const exampleOf = ({ name, example }: AnySetting): string =>
  /[\s#'$]/.test(example) ? `${name}="${example}"` : `${name}=${example}`
