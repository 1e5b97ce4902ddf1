import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import type { RouteRules } from '../../src/platform/http/app.ts'
import type { Browser, Reply } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** A route of the server as it was declared; one method each. */
export type Route = {
  readonly method: string
  readonly url: string
  readonly rules: Partial<RouteRules>
  /** What its JSON body must be; pages take forms, and say what is wrong with them. */
  readonly body?: BodySchema
}

type BodySchema = {
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, FieldSchema>>
}
type FieldSchema = BodySchema & {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly FieldSchema[]
}

const channel = 'fastify.initialization'

/** Starts a server and tells every route that it has. */
export async function startWithRoutes(
  options: Parameters<typeof startTestServer>[0] = {},
): Promise<{ server: TestServer; routes: readonly Route[] }> {
  const routes: Route[] = []
  const watch = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url, config, schema }) => {
      const body = schema?.body ? { body: schema.body as BodySchema } : {}
      for (const one of [method].flat()) routes.push({ method: one, url, rules: config ?? {}, ...body })
    })
  }
  subscribe(channel, watch)
  try {
    const server = await startTestServer(options)
    if (routes.length < 40) throw new Error(`only ${routes.length} routes were seen`)
    return { server, routes }
  } finally {
    unsubscribe(channel, watch)
  }
}

/** Whether a route may be called without changing anything (RFC 9110, 9.2.1). */
export const isRead = ({ method }: Route): boolean => method === 'GET' || method === 'HEAD'

/** The path of a route, with what is given in place of its parameters; `x` where nothing is. */
export const pathOf = ({ url }: Route, values: Readonly<Record<string, string>> = {}): string =>
  url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? 'x')).replace('*', 'x')

const typeOf = ({ rules }: Route) => (rules.page ? 'application/x-www-form-urlencoded' : 'application/json')

const blanks: Readonly<Record<string, unknown>> = { string: '', boolean: false, integer: 0, array: [] }

function blankOf(schema: FieldSchema): unknown {
  const { type = '', const: only, enum: values, anyOf } = schema
  if (type === 'object') return blankObject(schema)
  return only ?? values?.[0] ?? (anyOf?.[0] ? blankOf(anyOf[0]) : (blanks[type] ?? null))
}

const blankObject = ({ required = [], properties = {} }: BodySchema): object =>
  Object.fromEntries(required.map((name) => [name, blankOf(properties[name] ?? {})]))

/** An object that says as little as the schema of a route lets it: empty texts, no, nothing, the first of several. */
export const blankBodyOf = ({ body = {} }: Route): string => JSON.stringify(blankObject(body))

type Wishes = { readonly path?: string; readonly headers?: Record<string, string>; readonly json?: string }

/** Calls a route as its own pages or programs would, writes with an empty form, or with `json`. */
export function callRoute(
  browser: Browser,
  route: Route,
  { path = pathOf(route), headers = {}, json = '{}' }: Wishes = {},
): Promise<Reply> {
  if (isRead(route)) return browser.send(route.method, path, { headers })
  const body = route.rules.page ? '' : json
  return browser.send(route.method, path, { body, headers: { 'content-type': typeOf(route), ...headers } })
}
