import { STATUS_CODES } from 'node:http'
import swagger from '@fastify/swagger'
import type { RouteOptions } from 'fastify'
import type { Config } from '../../config/config.ts'
import { tokenScopes } from '../../features/access-tokens/index.ts'
import type { App } from '../../platform/http/app.ts'
import { nameOfCookie } from '../../platform/http/cookies.ts'
import { Problem } from '../../platform/http/problem.ts'
import { version } from '../../platform/package-root.ts'
import type { Operation, SchemaNode } from './document.ts'
import { nameSchemas } from './name-schemas.ts'
import { errorResponses, type RouteFacts, sharedResponses } from './responses.ts'
import { describeTags } from './tags.ts'

const description = [
  'Bodies are JSON and taken to the letter: unknown fields are refused. Errors are problem details (RFC 9457); programs branch on `code`.',
  'Every change needs `Sec-Fetch-Site: same-origin`, which browsers send by themselves, or an `Origin` header equal to the address of this server.',
  'Programs show an access token, `Authorization: Bearer plt_…`, where the operation names a scope; then no cookie counts and no `Origin` is needed. What names none is closed to tokens (403, `token-scope-missing`).',
  'Ids are strings, times are ISO 8601 in UTC.',
].join('\n\n')

/** `GET /api/account/sessions/:id` becomes getAccountSessionsById. */
export const operationIdOf = (method: string, url: string): string =>
  method.toLowerCase() +
  url
    .split('/')
    .filter((part) => part !== '' && part !== 'api')
    .map((part) => part.replace(/^:/, 'by-').replace(/(^|[-.])(\w)/g, (_, __, letter: string) => letter.toUpperCase()))
    .join('')

const isHidden = (route: RouteOptions) => route.config?.page === true || route.schema?.hide === true

type Draft = Omit<Operation, 'x-access'> & { readonly 'x-facts': RouteFacts }

function factsOf(route: RouteOptions): RouteFacts {
  const { schema = {}, config } = route
  return {
    method: String(route.method),
    rules: {
      access: config?.access ?? 'admin',
      ...(config?.cacheable ? { cacheable: true } : {}),
      ...(config?.recent ? { recent: true } : {}),
      ...(config?.scope ? { scope: config.scope } : {}),
    },
    hasBody: schema.body !== undefined,
    hasInput: schema.params !== undefined || schema.querystring !== undefined,
    examples: schema.examples,
  }
}

function transform({ route, url, prefix }: { route: RouteOptions; url: string; prefix: string }) {
  if (isHidden(route)) return { schema: { hide: true }, url }
  const { examples, ...schema } = route.schema ?? {}
  const facts = factsOf(route)
  const { access, scope } = facts.rules
  const open = access === 'public' || access === 'embed'
  return {
    url,
    schema: {
      ...schema,
      operationId: operationIdOf(facts.method, url.slice(prefix.length)),
      security: open ? [] : [{ session: [] }, ...(scope ? [{ token: [scope] }] : [])],
      'x-facts': facts,
    },
  }
}

const withExample = (operation: Draft, body: unknown): Pick<Operation, 'requestBody'> => {
  const schema = operation.requestBody?.content['application/json']?.schema
  if (!operation.requestBody || !schema) return {}
  return { requestBody: { required: true, content: { 'application/json': { schema, example: body } } } }
}

/** Answers of success as the route declares them, with the example that belongs to one of them. */
function successResponses(operation: Draft): Operation['responses'] {
  const success = operation['x-facts'].examples?.success
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => {
      const content = Object.entries(response.content ?? {}).map(([type, media]) => [
        type,
        { ...media, ...(success?.status === Number(status) ? { example: success.reply } : {}) },
      ])
      return [
        status,
        {
          description: STATUS_CODES[status] ?? status,
          ...(content.length > 0 ? { content: Object.fromEntries(content) } : {}),
        },
      ]
    }),
  )
}

function finish(operation: Draft): Operation {
  const { 'x-facts': facts, ...rest } = operation
  const { success } = facts.examples ?? {}
  const given = { ...success?.params, ...success?.query }
  return {
    ...rest,
    ...(rest.parameters
      ? {
          parameters: rest.parameters.map((parameter) =>
            parameter.name in given ? { ...parameter, example: given[parameter.name] } : parameter,
          ),
        }
      : {}),
    ...withExample(operation, success?.body),
    responses: { ...errorResponses(facts), ...successResponses(operation) },
    'x-access': facts.rules.access,
    ...(facts.rules.recent ? { 'x-recent': true } : {}),
  }
}

type Raw = { paths?: Record<string, Record<string, Draft>>; components?: Record<string, unknown> }

function finishDocument(raw: Raw): Raw {
  const paths = Object.fromEntries(
    Object.entries(raw.paths ?? {}).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, finish(operation)])),
    ]),
  )
  const schemas: Record<string, SchemaNode> = {}
  const { $id: _, ...problem } = JSON.parse(JSON.stringify(Problem))
  nameSchemas(problem, schemas)
  const named = nameSchemas(paths, schemas) as Record<string, Record<string, Draft>>
  return {
    ...raw,
    tags: describeTags(Object.values(named).flatMap((methods) => Object.values(methods).flatMap(({ tags }) => tags))),
    paths: named,
    components: { ...raw.components, schemas },
  } as Raw
}

/** Collects the routes that are added from now on into one OpenAPI 3.1 document. */
export async function collectRoutes(app: App, config: Pick<Config, 'siteName' | 'publicUrl'>): Promise<void> {
  const { prefix } = config.publicUrl
  await app.register(swagger, {
    convertConstToEnum: false,
    openapi: {
      openapi: '3.1.0',
      info: { title: `${config.siteName}: accounts`, version, description },
      servers: [{ url: config.publicUrl.href }],
      components: {
        responses: sharedResponses as never,
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: nameOfCookie(app.site, 'session') },
          token: {
            type: 'http',
            scheme: 'bearer',
            description: `An access token; its scopes: ${tokenScopes.join(', ')}.`,
          },
        },
      },
    },
    transform: (({ route, url }: { route: RouteOptions; url: string }) => transform({ route, url, prefix })) as never,
    transformObject: (({ openapiObject }: { openapiObject: Raw }) => finishDocument(openapiObject)) as never,
  })
}
