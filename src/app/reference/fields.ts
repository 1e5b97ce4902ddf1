import type { SchemaNode } from '../openapi/document.ts'

/** One line of a table of fields. */
export type Field = {
  /** With a dot between a field and a field of it. */
  readonly name: string
  readonly optional: boolean
  readonly type: FieldType
  readonly schema: SchemaNode
}

/** One of these: a type in its own word, or the name of an object that is described elsewhere. */
export type FieldType = readonly { readonly word: string; readonly named: boolean; readonly list: boolean }[]

const plain = (word: string) => ({ word, named: false, list: false })

const objectName = ($ref: string) => $ref.slice($ref.lastIndexOf('/') + 1)

/** The name that a schema is described under; null where it is described in place. */
export const namedObject = (schema: SchemaNode): string | null => (schema.$ref ? objectName(schema.$ref) : null)

/** What a value may be: `string`, `"ok"`, `null`, the name of an object, a list of one of these. */
export function typeOf(schema: SchemaNode): FieldType {
  if (schema.$ref) return [{ word: objectName(schema.$ref), named: true, list: false }]
  if (schema.anyOf) return schema.anyOf.flatMap(typeOf)
  if ('const' in schema) return [plain(JSON.stringify(schema.const))]
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => plain(JSON.stringify(value)))
  if (schema.items) return typeOf(schema.items).map((type) => ({ ...type, list: true }))
  return [schema.type].flat().map((word) => plain(word ?? 'any'))
}

/** The fields of an object, those of inner objects after their own. */
export function fieldsOf(schema: SchemaNode, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const name = prefix + key
    const field = { name, optional: !schema.required?.includes(key), type: typeOf(inner), schema: inner }
    return [field, ...fieldsOf(inner.items ?? inner, `${name}${inner.items ? '[]' : ''}.`)]
  })
}
