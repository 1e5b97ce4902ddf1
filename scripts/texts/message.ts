import { type MessageFormatElement, type PluralElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'

/** What a placeholder is filled with: `select` takes one of its keys or any other string, `tag` a function that dresses a text. */
export type Argument = {
  readonly kind: 'string' | 'number' | 'Date' | 'select' | 'tag'
  readonly keys: readonly string[]
}

/** One message, read: its parts, what it takes, whether it has tags, and what is wrong with it (ends of sentences). */
export type Message = {
  readonly elements: readonly MessageFormatElement[]
  readonly takes: ReadonlyMap<string, Argument>
  readonly isRich: boolean
  readonly faults: readonly string[]
}

type Findings = { language: string; takes: Map<string, Argument>; faults: string[] }
type Place = 'text' | 'tag'

const identifier = /^[a-z][A-Za-z0-9]*$/
const numberStyles = ['integer', 'percent']
const dateStyles = ['short', 'medium', 'long', 'full']
const timeStyles = ['short', 'medium']

/** Reads one message of a language; never throws: what is wrong is in `faults`. */
export const readMessage = (text: string, language: string): Message => {
  const found: Findings = { language, takes: new Map(), faults: [] }
  if (text.trim() === '') found.faults.push('is empty')
  const elements = parseOrFault(text, found)
  walk(elements, 'text', found)
  const isRich = [...found.takes.values()].some(({ kind }) => kind === 'tag')
  return { elements, takes: found.takes, isRich, faults: [...new Set(found.faults)] }
}

/** The TypeScript type of a placeholder. */
const typeOf = ({ kind, keys }: Argument): string => {
  if (kind === 'tag') return '(text: string) => ComponentChild'
  if (kind === 'select') return [...keys.map((key) => JSON.stringify(key)), '(string & {})'].join(' | ')
  return kind
}

/** The TypeScript type of all that a message takes, in the order of the names: `{ email: string; until: Date }`. */
export const typeOfAll = ({ takes }: Message): string => {
  const names = [...takes.keys()].sort()
  return names.length === 0 ? '{}' : `{ ${names.map((name) => `${name}: ${typeOf(takes.get(name)!)}`).join('; ')} }`
}

const parseOrFault = (text: string, found: Findings): MessageFormatElement[] => {
  try {
    return parse(text)
  } catch (error) {
    const { message, location } = error as { message: string; location?: { start: { column: number } } }
    found.faults.push(`is not ICU MessageFormat: ${message} at column ${location?.start.column ?? 1}`)
    return []
  }
}

const walk = (elements: readonly MessageFormatElement[], place: Place, found: Findings): void => {
  for (const element of elements) visit(element, place, found)
}

const visit = (element: MessageFormatElement, place: Place, found: Findings): void => {
  const { type } = element
  if (type === TYPE.pound) return
  if (type === TYPE.literal) checkLiteral(element.value, found)
  else take(element.value, argumentOf(element), found)
  if (type === TYPE.number) checkStyle(element, numberStyles, found)
  if (type === TYPE.date) checkStyle(element, dateStyles, found)
  if (type === TYPE.time) checkStyle(element, timeStyles, found)
  if (type === TYPE.plural) checkCategories(element, found)
  if (type === TYPE.plural || type === TYPE.select)
    for (const { value } of Object.values(element.options)) walk(value, place, found)
  if (type !== TYPE.tag) return
  if (place === 'tag') found.faults.push(`has <${element.value}> inside another tag`)
  walk(element.children, 'tag', found)
}

const argumentOf = (element: MessageFormatElement): Argument => {
  switch (element.type) {
    case TYPE.number:
    case TYPE.plural:
      return { kind: 'number', keys: [] }
    case TYPE.date:
    case TYPE.time:
      return { kind: 'Date', keys: [] }
    case TYPE.select:
      return { kind: 'select', keys: Object.keys(element.options).filter((key) => key !== 'other') }
    case TYPE.tag:
      return { kind: 'tag', keys: [] }
    default:
      return { kind: 'string', keys: [] }
  }
}

const checkLiteral = (text: string, found: Findings): void => {
  if (/<[a-z][\w-]*\s*\/>/i.test(text)) found.faults.push('has a tag with nothing in it')
}

const checkStyle = (element: { value: string; style?: unknown }, allowed: readonly string[], found: Findings): void => {
  const { style } = element
  if (style === null || style === undefined || allowed.includes(style as string)) return
  const named = typeof style === 'string' ? ` "${style}"` : ''
  found.faults.push(`gives {${element.value}} the unknown style${named}; there are ${allowed.join(', ')}`)
}

const checkCategories = ({ value, options, offset, pluralType }: PluralElement, found: Findings): void => {
  const type = pluralType ?? 'cardinal'
  const word = type === 'ordinal' ? 'selectordinal' : 'plural'
  const categories: string[] = new Intl.PluralRules(found.language, { type }).resolvedOptions().pluralCategories
  const given = Object.keys(options).filter((key) => !key.startsWith('='))
  for (const category of categories)
    if (!given.includes(category)) found.faults.push(`lacks "${category}" in the ${word} of {${value}}`)
  for (const category of given)
    if (!categories.includes(category))
      found.faults.push(
        `has "${category}" in the ${word} of {${value}}, which the language "${found.language}" does not use`,
      )
  if (offset !== 0) found.faults.push(`has an offset in the ${word} of {${value}}, which is not supported`)
}

const take = (name: string, argument: Argument, { takes, faults }: Findings): void => {
  if (!identifier.test(name)) faults.push(`has the placeholder "${name}", which is not in camelCase`)
  const known = takes.get(name)
  const merged = known ? merge(known, argument) : argument
  if (merged) takes.set(name, { ...merged, keys: [...new Set(merged.keys)].sort() })
  else faults.push(`uses {${name}} both as ${known!.kind} and as ${argument.kind}`)
}

const merge = (a: Argument, b: Argument): Argument | null => {
  if (a.kind === b.kind) return { kind: a.kind, keys: [...a.keys, ...b.keys] }
  const kinds = [a.kind, b.kind]
  if (kinds.includes('select') && kinds.includes('string')) return a.kind === 'select' ? a : b
  return null
}
