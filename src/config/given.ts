import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { Problem } from './config-invalid.ts'
import type { ConfigSource } from './environment.ts'
import { quote } from './kind.ts'
import type { AnySetting } from './setting.ts'
import { allSettings } from './settings.ts'
import type { Origin } from './shape.ts'

/** A text that was set, trimmed and not empty, and where. */
export type Given = {
  readonly text: string
  readonly origin: Origin
  /** The file that a secret was read from, where it was one. */
  readonly file: string | null
}

type Layer = { readonly origin: 'environment' | '.env'; readonly texts: Readonly<Record<string, string | undefined>> }
type DotEnv = { readonly layer: Layer; readonly problems: readonly Problem[]; readonly warnings: readonly string[] }

const longestFile = 65_536

const fileProblem = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  return (
    { ENOENT: 'does not exist', EACCES: 'may not be read by this user', EISDIR: 'is a directory' }[code] ??
    `cannot be read (${code})`
  )
}

// At most so much, because a path may lead to something endless.
function readStart(path: string): string {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(longestFile)
    let length = 0
    for (let read = -1; read !== 0 && length < longestFile; length += read) {
      read = readSync(file, buffer, length, longestFile - length, null)
    }
    return buffer.toString('utf8', 0, length)
  } finally {
    closeSync(file)
  }
}

// In such a file a # outside quotation marks begins a comment: a color or a password would be cut off without a word.
function findCutValues(content: string): string[] {
  const names = content.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*(?!["'`\s])[^#\r\n]*(?<!\s)#/gm)
  return [...names].map(
    ([, name]) => `${name} in .env ends before its #, which begins a comment; put the value in quotation marks.`,
  )
}

function readDotEnv(cwd: string): DotEnv {
  try {
    const content = readFileSync(join(cwd, '.env'), 'utf8').replace(/^\uFEFF/, '')
    return { layer: { origin: '.env', texts: parseEnv(content) }, problems: [], warnings: findCutValues(content) }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    const problem = {
      setting: '.env',
      text: `the file in ${quote(cwd)} ${fileProblem(error)}`,
      example: 'chmod 600 .env, as the user who starts the server',
    }
    return { layer: { origin: '.env', texts: {} }, problems: isMissing ? [] : [problem], warnings: [] }
  }
}

function readSecretFile(name: string, path: string): Given | string {
  try {
    const text = readStart(path).trim()
    return text === '' ? `the file ${quote(path)} is empty` : { text, origin: `file ${name}_FILE`, file: path }
  } catch (error) {
    return `the file ${quote(path)} ${fileProblem(error)}`
  }
}

function findIn({ origin, texts }: Layer, { name, secret }: AnySetting, cwd: string): Given | string | null {
  const text = texts[name]?.trim() ?? ''
  const path = secret ? (texts[`${name}_FILE`]?.trim() ?? '') : ''
  if (text !== '' && path !== '') return `is set, and ${name}_FILE too; one of them has to go`
  if (path !== '') return readSecretFile(name, resolve(cwd, path))
  const file = secret && origin === '.env' ? join(cwd, '.env') : null
  return text === '' ? null : { text, origin, file }
}

/** What was set for each setting: the environment before `.env`, and in each the value itself or, for secrets, a file of it. */
export function collectGiven({ env, cwd }: ConfigSource) {
  const dotEnv = readDotEnv(cwd)
  const layers: readonly Layer[] = [{ origin: 'environment', texts: env }, dotEnv.layer]
  const problems: Problem[] = [...dotEnv.problems]
  const given = new Map<string, Given>()
  for (const setting of allSettings) {
    const found = layers.map((layer) => findIn(layer, setting, cwd)).find((it) => it !== null)
    if (typeof found === 'string') {
      const isFile = found.startsWith('the file')
      const example = isFile
        ? `${setting.name}_FILE=/run/secrets/${setting.name.toLowerCase()}`
        : `${setting.name}_FILE=`
      problems.push({ setting: setting.name, text: found, example })
    } else if (found) given.set(setting.name, found)
  }
  const names = layers.flatMap(({ texts }) => Object.keys(texts).filter((name) => (texts[name] ?? '').trim() !== ''))
  return { given, problems, warnings: dotEnv.warnings, names }
}
