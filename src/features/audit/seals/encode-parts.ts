/** Several texts as one, each with its length in bytes, so that no two lists are the same text; null is not the empty text. */
export const encodeParts = (parts: readonly (string | null)[]): string =>
  parts.map((part) => (part === null ? '-;' : `${Buffer.byteLength(part)}:${part}`)).join('')
