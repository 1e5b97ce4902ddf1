import type { SchemaNode } from './document.ts'

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/**
 * Moves each schema that has a title to the components and leaves a reference, so that it is said once and the client's
 * types have names. Throws where two different schemas have one title.
 */
export function nameSchemas(paths: unknown, schemas: Record<string, SchemaNode>): unknown {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isNode(value)) return value
    const copy = Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, isExample(key) ? part : visit(part)]),
    )
    return typeof copy.title === 'string' && 'type' in copy ? refer(copy.title, copy) : copy
  }
  const refer = (title: string, schema: SchemaNode): SchemaNode => {
    const known = schemas[title]
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two schemas are titled ${title}: give one of them another title`)
    schemas[title] = schema
    return { $ref: `#/components/schemas/${title}` }
  }
  return visit(paths)
}

const isExample = (key: string) => key === 'example' || key === 'examples'
