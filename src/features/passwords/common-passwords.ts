import { createRequire } from 'node:module'

let known: ReadonlySet<string> | undefined

// 49,000 texts: about 30 ms and 5 MB of heap at the first question, nothing for a command that never asks.
const commonPasswords = (): ReadonlySet<string> => {
  if (known) return known
  const require = createRequire(import.meta.url)
  const list = require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common')
  known = new Set(list.dictionary['passwords-common'])
  return known
}

// What a text repeats: "abcabcabc" repeats "abc", and so does "aaaa" its "a"; a text without repetition is its own.
const repeatedPart = (text: string): string => text.slice(0, (text + text).indexOf(text, 1))

const rows = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'].flatMap((row) => {
  const endless = row.repeat(Math.ceil(256 / row.length) + 1)
  return [endless, [...endless].reverse().join('')]
})

/**
 * Whether a password is known or trivial in any case of its letters: one of the 49,000 most used, one of them repeated, up
 * to three characters over and over, or the digits, the alphabet or the keyboard in a row. Takes the password already
 * normalized.
 */
export const isCommonPassword = (password: string): boolean => {
  if (password === '') return false
  const lower = password.toLowerCase()
  const part = repeatedPart(lower)
  if (part !== lower && part.length <= 3) return true
  return commonPasswords().has(lower) || commonPasswords().has(part) || rows.some((row) => row.includes(lower))
}
