import fc from 'fast-check'
import type { Media, SchemaNode } from '../../src/app/openapi/document.ts'
import { anyJson, anyText, known, resolve, valuesOf } from './values.ts'

type Fields = Readonly<Record<string, unknown>>
type Schemas = Readonly<Record<string, SchemaNode>>

// The people of the examples are not here: who calls stands in for them, and what must be new is made new.
function livened(value: unknown, mark: string): unknown {
  if (typeof value !== 'string') return value
  if (value === 'kev') return known.username
  if (/^[\da-f]{8}-[\da-f-]{27}$/.test(value)) return known.session
  return /^[a-z]+(@example\.(org|net))?$/.test(value) ? `${mark}${value}` : value
}

const fromExample = (example: unknown): fc.Arbitrary<Fields> =>
  fc
    .stringMatching(/^[a-z][a-f0-9]{6,9}$/)
    .map((mark) =>
      Object.fromEntries(Object.entries(example ?? {}).map(([name, value]) => [name, livened(value, mark)])),
    )

/** One field dropped, replaced or added. */
function changeOf({ properties = {} }: SchemaNode, schemas: Schemas): fc.Arbitrary<(fields: Fields) => Fields> {
  const names = Object.keys(properties)
  const surplus = fc
    .tuple(fc.oneof(anyText, fc.constantFrom('id', 'role', 'status', 'passwordHash', '__proto__')), anyJson)
    .map(([name, value]) => (fields: Fields) => ({ ...fields, [name]: value }))
  if (names.length === 0) return surplus
  const dropped = fc.constantFrom(...names).map((name) => (fields: Fields) => {
    const { [name]: _, ...rest } = fields
    return rest
  })
  const replaced = fc.oneof(
    ...names.map((name) =>
      valuesOf(properties[name] ?? {}, schemas).map((value) => (fields: Fields) => ({ ...fields, [name]: value })),
    ),
  )
  return fc.oneof(
    { weight: 6, arbitrary: replaced },
    { weight: 1, arbitrary: dropped },
    { weight: 1, arbitrary: surplus },
  )
}

const insideObject = (text: string, more: string) => (text.startsWith('{"') ? `{${more},${text.slice(1)}` : `{${more}}`)

const firstField = (text: string) => /^\{("(?:[^"\\]|\\.)*":)/.exec(text)?.[1] ?? '"a":'

type Twist = (text: string) => Buffer

const utf8 = (change: (text: string) => string): Twist => {
  return (text) => Buffer.from(change(text))
}

/** What can be wrong with the bytes of a body, whatever they say. */
const twists: Readonly<Record<string, Twist>> = {
  'a field twice': utf8((text) => insideObject(text, `${firstField(text)}null`)),
  'cut off': utf8((text) => text.slice(0, -1)),
  'more behind': utf8((text) => `${text}}`),
  nothing: utf8(() => ''),
  'not JSON': utf8((text) => text.replaceAll('"', "'")),
  'a form': utf8(() => 'username=a&password=b'),
  'a byte order mark': utf8((text) => `\ufeff${text}`),
  'NUL in a string': utf8((text) => text.replace(/"$|"(?=[,}])/, '\0"')),
  'NUL behind': utf8((text) => `${text}\0`),
  'bytes that are no UTF-8': (text) => Buffer.from(text.replace(/"(?=[,}])/, '\xed\xa0\x80"'), 'latin1'),
  'UTF-16': (text) => Buffer.from(text, 'utf16le'),
  deep: utf8((text) => insideObject(text, `"a":${'['.repeat(5_000)}${']'.repeat(5_000)}`)),
  'deep and never closed': utf8(() => '{"a":'.repeat(8_000)),
  'many fields': utf8((text) => insideObject(text, Array.from({ length: 3_000 }, (_, at) => `"f${at}":1`).join(','))),
  'a field with an endless name': utf8((text) => insideObject(text, `"${'n'.repeat(40_000)}":1`)),
  'longer than a body may be': utf8((text) => text + ' '.repeat(66_000)),
  'much longer than a body may be': utf8((text) => insideObject(text, `"a":"${'x'.repeat(400_000)}"`)),
}

const twisted = fc.constantFrom<[string, Twist]>(...Object.entries(twists))

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '')

/** The bytes of a body for an operation, by what the document says of it. */
export function bodiesOf({ schema: given, example }: Media, schemas: Schemas): fc.Arbitrary<Buffer> {
  const schema = resolve(given, schemas)
  const fields = fc.oneof(
    { weight: 3, arbitrary: fromExample(example) },
    { weight: 1, arbitrary: valuesOf(schema, schemas).map((value): Fields => ({ ...Object(value) })) },
  )
  const changed = fc
    .tuple(fields, fc.array(changeOf(schema, schemas), { maxLength: 2, size: 'max' }))
    .map(([value, changes]) => changes.reduce((result, change) => change(result), value))
  return fc.oneof(
    { weight: 12, arbitrary: changed.map(bytesOf) },
    {
      weight: 4,
      arbitrary: fc.tuple(changed, twisted).map(([value, [, twist]]) => twist(JSON.stringify(value) ?? '')),
    },
    { weight: 1, arbitrary: anyJson.map(bytesOf) },
  )
}
