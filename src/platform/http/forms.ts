import type { Static, TObject, TSchema } from 'typebox'
import { AppError } from '../errors/app-error.ts'

const isOptional = (schema: TObject, name: string) => !(schema.required ?? []).includes(name)

const coerce = (property: TSchema, value: string | undefined) =>
  'type' in property && property.type === 'boolean' ? value !== undefined : (value ?? '')

/**
 * Reads a posted form by the schema that the JSON route of the same operation has: a box is true when it came, an empty
 * optional field is absent, a missing text is empty. Throws AppError 400 on fields that are unknown or sent twice.
 */
export function parseForm<T extends TObject>(schema: T, body: unknown): Static<T> {
  const sent = (body ?? {}) as Record<string, unknown>
  const surplus = Object.keys(sent).find(
    (name) => !Object.hasOwn(schema.properties, name) || typeof sent[name] !== 'string',
  )
  if (surplus !== undefined) throw new AppError(400, 'form-invalid')
  const fields = Object.entries(schema.properties as Record<string, TSchema>)
    .map(([name, property]) => [name, coerce(property, sent[name] as string | undefined)] as const)
    .filter(([name, value]) => !(value === '' && isOptional(schema, name)))
  return Object.fromEntries(fields) as Static<T>
}
