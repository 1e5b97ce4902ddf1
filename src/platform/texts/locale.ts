/** The languages that people can choose. A new one: a word here and a `messages.<language>.json` in each folder that has texts. */
export const languages = ['en', 'de'] as const

/** A language a person can choose. */
export type Language = (typeof languages)[number]

/** What texts are asked for in: a language, or the pseudo-locale `xx`, which exists only in tests. */
export type Locale = Language | 'xx'

/** Whether a value from outside names a language we have. */
export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language)
