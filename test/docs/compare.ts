import { kindOf } from '../support/alike.ts'

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A pattern for a text in which `…` stands for anything within a line, and alone on a line for any lines. */
export function patternOf(expected: string): RegExp {
  const lines = expected.trim().split('\n')
  const parts = lines.map((line) =>
    line.trim() === '…' ? '(?:.*\\n)*?.*' : line.trimEnd().split('…').map(escaped).join('.*?'),
  )
  return new RegExp(`^${parts.join('[ ]*\\n')}$`)
}

function isLikeText(expected: string, actual: unknown): boolean {
  if (typeof actual !== 'string') return false
  return patternOf(expected).test(actual) || (!expected.includes('…') && kindOf(expected) === kindOf(actual))
}

/** Whether a value of JSON is like the one shown: times and ids are any, `…` in a text is anything, of a list each item shown. */
export function isLike(expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'string') return isLikeText(expected, actual)
  if (Array.isArray(expected))
    return Array.isArray(actual) && expected.every((item, place) => isLike(item, actual[place]))
  if (typeof expected !== 'object' || expected === null) return expected === actual
  if (typeof actual !== 'object' || actual === null) return false
  const names = Object.keys(expected)
  return (
    names.toSorted().join() === Object.keys(actual).toSorted().join() &&
    names.every((name) => isLike(Reflect.get(expected, name), Reflect.get(actual, name)))
  )
}
