import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Message, readMessage, typeOfAll } from './message.ts'

/** The texts of one folder in all languages. `dynamic` holds the patterns of keys that the code reaches by a computed name. */
export type Catalog = {
  readonly folder: string
  readonly name: string
  readonly dynamic: readonly string[]
  readonly messages: ReadonlyMap<string, ReadonlyMap<string, Message>>
}

type Read = {
  readonly file: string
  readonly dynamic: readonly string[]
  readonly keys: ReadonlySet<string>
  readonly messages: ReadonlyMap<string, Message>
  readonly errors: readonly string[]
}

const english = 'en'
const keyShape = /^[a-z][A-Za-z0-9]*$/

/** Every folder at or below `root` that holds messages in any language, in the order of the names. */
export const findFolders = (root: string, languages: readonly string[]): string[] => {
  const entries = readdirSync(root, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  const own = languages.some((language) => existsSync(messagesFile(root, language))) ? [root] : []
  const below = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  return [...own, ...below.flatMap((entry) => findFolders(join(root, entry.name), languages))]
}

/** The path of a folder's messages in a language. */
export const messagesFile = (folder: string, language: string): string => join(folder, `messages.${language}.json`)

/** Reads and compares the messages of one folder; each error is a sentence that names the file and the key. */
export const readCatalog = (folder: string, languages: readonly string[]): { catalog: Catalog; errors: string[] } => {
  const reads = new Map(languages.map((language) => [language, readMessages(folder, language)]))
  const source = reads.get(english)!
  const others = [...reads.values()].filter((read) => read !== source)
  const canCompare = existsSync(source.file)
  const errors = [...reads.values()].flatMap((read) => read.errors)
  if (canCompare) errors.push(...others.filter(({ file }) => existsSync(file)).flatMap((read) => compare(source, read)))
  const messages = new Map([...reads].map(([language, read]) => [language, read.messages]))
  return { catalog: { folder, name: camelCase(basename(folder)), dynamic: source.dynamic, messages }, errors }
}

const camelCase = (folder: string): string => folder.replace(/[^A-Za-z0-9]+(\w)/g, (_, letter) => letter.toUpperCase())

const readMessages = (folder: string, language: string): Read => {
  const file = messagesFile(folder, language)
  const errors: string[] = []
  const { '@dynamic': patterns, ...json } = readJson(file, errors)
  const isSource = language === english
  if (patterns !== undefined && !isSource) errors.push(`${file}: "@dynamic" belongs into messages.${english}.json.`)
  const dynamic = patterns !== undefined && isSource ? readPatterns(patterns, { file, errors }) : []
  const keys = new Set(Object.keys(json))
  for (const pattern of dynamic)
    if (![...keys].some((key) => matches(pattern, key)))
      errors.push(`${file}: the pattern "${pattern}" of "@dynamic" fits no key.`)
  const messages = new Map<string, Message>()
  for (const [key, value] of Object.entries(json)) {
    const message = readEntry(key, value, language)
    if (typeof message === 'string') errors.push(`${file}: "${key}" ${message}.`)
    else {
      messages.set(key, message)
      errors.push(...message.faults.map((fault) => `${file}: "${key}" ${fault}.`))
    }
  }
  return { file, dynamic, keys, messages, errors }
}

// Answers with what is wrong, as the end of a sentence, where there is nothing to read.
const readEntry = (key: string, value: unknown, language: string): Message | string => {
  if (!keyShape.test(key)) return 'is not a key in camelCase'
  return typeof value === 'string' ? readMessage(value, language) : 'is not a text'
}

const readJson = (file: string, errors: string[]): Record<string, unknown> => {
  if (!existsSync(file)) {
    errors.push(`${file} is missing.`)
    return {}
  }
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { ...json }
    errors.push(`${file} is not one object of keys and texts.`)
  } catch (error) {
    errors.push(`${file} is not JSON: ${(error as Error).message}.`)
  }
  return {}
}

const readPatterns = (value: unknown, { file, errors }: { file: string; errors: string[] }): string[] => {
  if (Array.isArray(value) && value.every((pattern) => typeof pattern === 'string')) return value
  errors.push(`${file}: "@dynamic" is not a list of patterns such as ["rule*"].`)
  return []
}

/** Whether a pattern of `@dynamic`, in which `*` stands for any letters, fits the key. */
export const matches = (pattern: string, key: string): boolean => {
  const [start, ...rest] = pattern.split('*')
  return rest.length === 0 ? pattern === key : key.startsWith(start!) && key.endsWith(rest.at(-1)!)
}

const compare = (source: Read, other: Read): string[] => {
  const errors: string[] = []
  const { file } = other
  for (const [key, expected] of source.messages) {
    const message = other.messages.get(key)
    if (!other.keys.has(key)) errors.push(`${file}: "${key}" is missing.`)
    else if (
      message &&
      expected.faults.length + message.faults.length === 0 &&
      typeOfAll(message) !== typeOfAll(expected)
    )
      errors.push(`${file}: "${key}" takes ${typeOfAll(message)}, but in English ${typeOfAll(expected)}.`)
  }
  for (const key of other.messages.keys())
    if (!source.keys.has(key)) errors.push(`${file}: "${key}" is not in ${basename(source.file)}.`)
  return errors
}
