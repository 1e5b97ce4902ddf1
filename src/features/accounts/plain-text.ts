/** What can be wrong with a text that others will read. */
export type TextFault = 'hidden' | 'invisible' | 'stacked' | 'too-long'

// Beyond this a text is too long whatever normalizing would make of it, and is not worth the work.
const sane = 5000

// Variation selectors, joiners and the like are part of how emoji, Japanese, Persian and Indian names are written.
const joiners = /\u034F|\u200C|\u200D|\p{Variation_Selector}/gu

// Controls, halves of a character, direction marks, zero-width and blank letters: they forge names, lines and lists.
const hidden = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2800]/u

const visible = /[\p{L}\p{N}\p{P}\p{S}]/u

// Six marks on one letter climb over the neighbouring lines; no living script needs as many.
const stacked = /\p{M}{6}/u

/** NFC on one line: every run of white space (line breaks and tabs included) becomes one space, none at the ends. */
export const oneLine = (value: string): string =>
  value.length > sane
    ? value
    : value
        .normalize('NFC')
        .replace(/\p{White_Space}+/gu, ' ')
        .replace(/^ | $/g, '')

/** NFC with line breaks kept as LF, tabs as spaces, no white space at line ends and at most one empty line in a row. */
export const manyLines = (value: string): string =>
  value.length > sane
    ? value
    : value
        .normalize('NFC')
        .replace(/\r\n|[\r\u2028\u2029\u0085]/g, '\n')
        .split('\n')
        .map((line) => line.replace(/\t/g, ' ').trimEnd())
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim()

/** How many characters a person sees counted: code points, or for an absurdly long text its length, which costs nothing. */
export const countCharacters = (text: string): number => (text.length > sane ? text.length : [...text].length)

/** The first fault of a text already on one or many lines, or null; an empty one has none. `longest` is in code points. */
export const findTextFault = (text: string, longest: number): TextFault | null => {
  if (countCharacters(text) > longest) return 'too-long'
  // Flags of England, Scotland and Wales are spelt with tag characters, which nobody may hide in a name otherwise.
  const bare = text
    .replace(/\p{RGI_Emoji}/gv, '*')
    .replace(joiners, '')
    .replaceAll('\n', ' ')
  // Judged before the joiners are gone: without one between them two halves would make a character.
  if (hidden.test(bare) || !text.isWellFormed()) return 'hidden'
  if (stacked.test(text)) return 'stacked'
  return text !== '' && !visible.test(bare) ? 'invisible' : null
}
