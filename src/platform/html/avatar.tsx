const hues = 8

/** The same name always has the same number, 0 to 7 (FNV-1a over its code units). */
function hueOf(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % hues
}

/** The first letters of the first and the last word, as a reader counts letters. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/u)
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })
  return ends
    .map((word) => letters.segment(word)[Symbol.iterator]().next().value?.segment ?? '')
    .join('')
    .toUpperCase()
}

/** Initials on a color that belongs to the name. Decoration: the name stands beside it. */
export function Avatar({ name }: { name: string }) {
  return (
    <b class={`avatar h${hueOf(name)}`} aria-hidden="true">
      {initials(name)}
    </b>
  )
}
