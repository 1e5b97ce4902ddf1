import { createLiteralElement, type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import type { Message } from './message.ts'

const accents: Readonly<Record<string, string>> = {
  ...{ a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý', n: 'ñ', s: 'š', c: 'ç', z: 'ž' },
  ...{ A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', Y: 'Ý', N: 'Ñ', S: 'Š', C: 'Ç', Z: 'Ž' },
}

/** The English message in the pseudo-locale: every letter of ours marked, the whole between brackets, so that a cut or a text not from the catalogue shows. */
export const pseudoMessage = (message: Message): Message => ({
  ...message,
  elements: [createLiteralElement('['), ...message.elements.map(mark), createLiteralElement(']')],
})

/** The text with accents on its letters. */
const accent = (text: string): string => text.replace(/[A-Za-z]/g, (letter) => accents[letter] ?? letter)

const mark = (element: MessageFormatElement): MessageFormatElement => {
  if (element.type === TYPE.literal) return { ...element, value: accent(element.value) }
  if (element.type === TYPE.tag) return { ...element, children: element.children.map(mark) }
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return element
  const options = Object.entries(element.options).map(([key, option]) => [
    key,
    { ...option, value: option.value.map(mark) },
  ])
  return { ...element, options: Object.fromEntries(options) }
}
