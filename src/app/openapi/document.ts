import type { Access } from '../../platform/http/app.ts'

/** A JSON schema as it stands in the document. */
export type SchemaNode = {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
  readonly [keyword: string]: unknown
}

export type Media = {
  readonly schema: SchemaNode
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>
}

export type ResponseObject = {
  readonly $ref?: string
  readonly description?: string
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content?: Readonly<Record<string, Media>>
}

export type Parameter = {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly example?: unknown
  readonly schema: SchemaNode
}

export type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, ResponseObject>>
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  /** Who may call it. */
  readonly 'x-access': Access
  /** Needs a proof of identity within the last 15 minutes. */
  readonly 'x-recent'?: true
}

/** The parts of OpenAPI 3.1 that we write and read. */
export type OpenapiDocument = {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, SchemaNode>>
    readonly responses: Readonly<Record<string, ResponseObject>>
    readonly securitySchemes: Readonly<Record<string, unknown>>
  }
}

/** Every operation with its method and path, by its group. */
export function operationsOf(document: Pick<OpenapiDocument, 'paths' | 'tags'>) {
  const groups = document.tags.map(({ name }) => name)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const place = (tags: readonly string[]) => groups.indexOf(tags[0] ?? '')
  return operations.toSorted((a, b) => place(a.operation.tags) - place(b.operation.tags))
}
