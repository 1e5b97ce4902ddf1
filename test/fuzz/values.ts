import fc from 'fast-check'
import type { SchemaNode } from '../../src/app/openapi/document.ts'

/** What stands for something of the caller's own until a request is sent; `account` and `member` are the member's, for admins. */
export const known = {
  username: '@@username@@',
  member: '@@member@@',
  email: '@@email@@',
  session: '@@session@@',
  account: '@@account@@',
  origin: '@@origin@@',
} as const

// Text that parsers, columns and logs have stumbled over before.
const strange = [
  ...['', ' ', '\0', 'a\0b', '\ud800', '\udfff', 'x\ud800y', '\ufeff', '\u202e', '\u2028', '\r\n', '\t', '\x7f'],
  ...["'", `'; drop table accounts; --`, '%', '_', '\\', '$1', '"', '<script>', '{{7*7}}', '../../etc/passwd', '%00'],
  ...['__proto__', 'constructor', 'null', 'true', '0', '-0', '1e400', 'NaN', '9223372036854775808', 'İ', 'ﬁ', '👩‍👩‍👧'],
  ...[
    '2026-02-30',
    '0000-00-00',
    '99999-01-01',
    '2000-01-01',
    '2026-02-30T25:61:61Z',
    'Europe/Berlin',
    'UTC',
    'de',
    'xx',
  ],
  ...['a@b.c', 'a@b', '@', '"a"@example.org', 'ä@exämple.org', '5b7e2f10-8d64-4c39-a1f7-2e9c6d3b8a45'],
]

const codeUnit = fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit))

/** Text of any kind: what people write, what nobody writes, and code units that are no text at all. */
export const anyText = fc.oneof(
  fc.constantFrom(...strange),
  fc.constantFrom(...Object.values(known)),
  fc.stringMatching(/^[a-z][a-z0-9]{3,20}$/),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: codeUnit, maxLength: 20 }),
)

const deep = fc.tuple(fc.constantFrom('[]', '{}'), fc.integer({ min: 5, max: 200 })).map(([kind, levels]) => {
  let value: unknown = null
  for (let level = 0; level < levels; level += 1) value = kind === '[]' ? [value] : { a: value }
  return value
})

/** Any JSON, with no thought to a schema. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, true, 0, -1, 1.5, 2 ** 53, 1e300, [], {}, [[]], ['a'], { length: 1 }, { toString: 1 }),
  anyText,
  deep,
)

type Schemas = Readonly<Record<string, SchemaNode>>

/** A schema as it is, with a reference followed. */
export const resolve = (schema: SchemaNode, schemas: Schemas): SchemaNode =>
  schema.$ref ? (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema

const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)

function texts({ minLength, maxLength }: SchemaNode): fc.Arbitrary<unknown> {
  const most = number(maxLength, 300)
  const lengths = [number(minLength, 0), Math.max(0, number(minLength, 0) - 1), most - 1, most, most + 1]
  const atBound = fc
    .tuple(fc.constantFrom(...lengths), fc.constantFrom('x', '9', 'ä', '👩'))
    .map(([length, letter]) => letter.repeat(length).slice(0, length))
  return fc.oneof({ weight: 4, arbitrary: anyText }, { weight: 1, arbitrary: atBound })
}

function integers({ minimum, maximum }: SchemaNode): fc.Arbitrary<unknown> {
  const [least, most] = [number(minimum, -5), number(maximum, 2 ** 31)]
  const atBound = fc.constantFrom(least - 1, least, least + 1, most - 1, most, most + 1, 0.5, 2 ** 53, -(2 ** 63))
  return fc.oneof(fc.integer({ min: Math.ceil(least), max: Math.floor(most) }), atBound)
}

function asAsked(given: SchemaNode, schemas: Schemas): fc.Arbitrary<unknown> {
  const schema = resolve(given, schemas)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => asAsked(one, schemas)))
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'integer' || schema.type === 'number') return integers(schema)
  if (schema.type === 'string') return texts(schema)
  if (schema.type === 'array') return fc.array(asAsked(schema.items ?? {}, schemas), { maxLength: 5 })
  if (schema.type === 'object') return objects(schema, schemas)
  return anyJson
}

function objects({ properties = {}, required = [] }: SchemaNode, schemas: Schemas): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, schemas)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] })
}

/** Values for a schema: mostly of the type it asks for, often at its bounds, at times nothing of the kind. */
export const valuesOf = (schema: SchemaNode, schemas: Schemas): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: asAsked(schema, schemas) }, { weight: 1, arbitrary: anyJson })
