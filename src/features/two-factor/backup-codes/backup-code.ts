import { randomBytes } from 'node:crypto'

// Crockford's base32: without I, L, O and U, which are read as others or make words.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bytes = 10

/** How many codes somebody gets at once. */
export const codesInSet = 10

/** With how many codes left somebody is told to make new ones. */
export const fewCodes = 2

/** 80 random bits as 16 letters. */
export function newCode(): string {
  const bits = [...randomBytes(bytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.replace(/.{5}/g, (five) => letters[Number.parseInt(five, 2)] ?? '')
}

/** As it is shown and kept: in groups of four. */
export const showCode = (code: string): string => code.replace(/.{4}(?=.)/g, '$&-')

/**
 * The code that somebody means by what they typed: in any case, with gaps or none, O for 0, I or L for 1. Null for what is
 * none.
 */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return code.length === (bytes * 8) / 5 && [...code].every((letter) => letters.includes(letter)) ? code : null
}
