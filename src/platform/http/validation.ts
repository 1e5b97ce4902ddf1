import { Ajv, type ErrorObject } from 'ajv'
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify'
import { AppError, type Issue } from '../errors/app-error.ts'
import { errorsTexts } from '../errors/texts/index.ts'

const options = {
  strict: true,
  allErrors: true,
  removeAdditional: false,
  useDefaults: false,
  strictTypes: false,
} as const
const strict = new Ajv({ ...options, coerceTypes: false })
// Path and query are text by nature.
const coercing = new Ajv({ ...options, coerceTypes: true, useDefaults: true })
for (const ajv of [strict, coercing]) ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)

/** Bodies are taken to the letter; path and query are coerced by their schema. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? strict : coercing).compile(schema)

const issueOf = ({ keyword, params, instancePath }: ErrorObject): Issue => {
  const parent = instancePath.slice(1)
  const named = String(params.missingProperty ?? params.additionalProperty ?? '')
  const field = [parent, named].filter(Boolean).join('/').slice(0, longestField)
  if (keyword === 'required') return { field, code: 'missing', text: (locale) => errorsTexts(locale).missing() }
  if (keyword === 'additionalProperties')
    return { field, code: 'unknown', text: (locale) => errorsTexts(locale).unknown() }
  return { field, code: keyword, text: (locale) => errorsTexts(locale).wrong() }
}

// Whoever sends thousands of unknown fields, or one with an endless name, is not sent them back.
const mostIssues = 20
const longestField = 200

/** What a schema did not accept, as the error that all others are; the first 20 issues of it. */
export function inputNotAccepted(errors: FastifySchemaValidationError[], part: string): AppError {
  return new AppError(400, `${part === 'body' ? 'body' : 'address'}-invalid`, {
    issues: (errors as ErrorObject[]).slice(0, mostIssues).map(issueOf),
  })
}

/** Stops the start of a server with a JSON body that would let unknown fields through. */
export function requireStrictBody(route: {
  method: string | string[]
  url: string
  schema?: { body?: unknown }
}): void {
  const body = route.schema?.body as { additionalProperties?: boolean } | undefined
  if (body && body.additionalProperties !== false)
    throw new Error(`${route.method} ${route.url} has an open body: set additionalProperties to false`)
}
