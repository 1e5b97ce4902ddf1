import { type MessageFormatElement, type PluralOrSelectOption, TYPE } from '@formatjs/icu-messageformat-parser'
import type { Message } from './message.ts'

type Elements = readonly MessageFormatElement[]

/** The TypeScript of one message: a function of its placeholders that returns a string, or a list where there are tags. */
export const compileMessage = ({ elements, takes, isRich }: Message): string =>
  `${takes.size === 0 ? '()' : '(a)'} => ${isRich ? list(elements, '') : text(elements, '')}`

// `counted` is the placeholder of the innermost plural: what `#` stands for.
const text = (elements: Elements, counted: string): string => {
  const parts = elements.map((element) => part(element, counted))
  return parts.length === 0 ? '""' : parts.join(' + ')
}

const list = (elements: Elements, counted: string): string =>
  `[${elements.map((element) => richPart(element, counted)).join(', ')}]`

const richPart = (element: MessageFormatElement, counted: string): string => {
  if (element.type === TYPE.tag) return `a.${element.value}(${text(element.children, counted)})`
  if (!hasTags([element])) return part(element, counted)
  if (element.type === TYPE.plural)
    return `...${pluralCall(element, '<ComponentChild[]>', branches(element.options, list, element.value))}`
  if (element.type === TYPE.select)
    return `...choose<ComponentChild[]>(a.${element.value}, ${branches(element.options, list, counted)})`
  throw new Error('Only tags and branches hold other parts.')
}

const part = (element: MessageFormatElement, counted: string): string => {
  switch (element.type) {
    case TYPE.literal:
      return JSON.stringify(element.value)
    case TYPE.pound:
      return `formatNumber(locale, a.${counted})`
    case TYPE.argument:
      return `a.${element.value}`
    case TYPE.number:
      return `formatNumber(locale, a.${element.value}${element.style ? `, ${JSON.stringify(element.style)}` : ''})`
    case TYPE.date:
      return `formatDate(locale, a.${element.value}, ${JSON.stringify(element.style ?? 'medium')}, timeZone)`
    case TYPE.time:
      return `formatTime(locale, a.${element.value}, ${JSON.stringify(element.style ?? 'short')}, timeZone)`
    case TYPE.plural:
      return pluralCall(element, '', branches(element.options, text, element.value))
    case TYPE.select:
      return `choose(a.${element.value}, ${branches(element.options, text, counted)})`
    case TYPE.tag:
      throw new Error('A tag cannot stand inside another.')
  }
}

const pluralCall = (
  { value, pluralType }: { value: string; pluralType?: string | undefined },
  type: string,
  table: string,
): string => `${pluralType === 'ordinal' ? 'ordinal' : 'plural'}${type}(locale, a.${value}, ${table})`

const branches = (
  options: Readonly<Record<string, PluralOrSelectOption>>,
  compile: (elements: Elements, counted: string) => string,
  counted: string,
): string =>
  `{ ${Object.entries(options)
    .map(([key, { value }]) => `${JSON.stringify(key)}: () => ${compile(value, counted)}`)
    .join(', ')} }`

const hasTags = (elements: Elements): boolean =>
  elements.some((element) => {
    if (element.type === TYPE.tag) return true
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return false
    return Object.values(element.options).some(({ value }) => hasTags(value))
  })
