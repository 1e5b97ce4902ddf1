import { sha256 } from '../../platform/crypto/hash.ts'

// Browsers send line breaks as CR LF whatever the page held.
const mark = (value: string): string => sha256(value.replace(/\r\n?/g, '\n').trim()).toString('base64url').slice(0, 8)

type Values = Readonly<Record<string, string>>

/** What a form showed, short enough for a hidden field: one mark for each value, in the order of the names. */
export const marksOf = (shown: Values): string =>
  Object.keys(shown)
    .sort()
    .map((name) => mark(shown[name] ?? ''))
    .join('.')

/**
 * The values that a person changed in a form: those that differ from what it showed. A page that was left open must not undo
 * what was saved elsewhere since. Marks that do not fit count every value as changed.
 */
export function findTouched<T extends Values>(sent: T, marks: string): Partial<T> {
  const names = Object.keys(sent).sort()
  const known = marks.split('.')
  const entries = names
    .filter((name, index) => known.length !== names.length || known[index] !== mark(sent[name] ?? ''))
    .map((name) => [name, sent[name]] as const)
  return Object.fromEntries(entries) as Partial<T>
}
