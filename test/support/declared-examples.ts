import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { describeApi } from '../../src/app/openapi/describe.ts'
import type { Examples } from '../../src/platform/http/examples.ts'

/** A route for programs, with what it says of itself. */
export type DeclaredRoute = {
  readonly name: string
  readonly method: string
  readonly url: string
  readonly examples?: Examples
}

const channel = 'fastify.initialization'

/** Every route of the document, as it was declared. */
export async function findDeclaredRoutes(): Promise<DeclaredRoute[]> {
  const routes: RouteOptions[] = []
  const watch = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => void routes.push(route))
  }
  subscribe(channel, watch)
  await describeApi()
  unsubscribe(channel, watch)
  return routes
    .filter(({ config, schema, method }) => !config?.page && !schema?.hide && method !== 'HEAD')
    .map(({ method, url, schema }) => ({
      name: `${method} ${url}`,
      method: String(method),
      url,
      ...(schema?.examples ? { examples: schema.examples } : {}),
    }))
}
