import createFetchClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './schema.ts'

export type Schemas = components['schemas']

/** Every route by method and path, its input and replies typed. Errors come back as values; only a lost network throws. */
export type PorchlightClient = Client<paths>

type Options = {
  /** Where the server is, with its path prefix: `https://example.com/people`. */
  readonly baseUrl: string
  /** Sent as `Origin`, which changes need outside a browser; that of `baseUrl` unless given. */
  readonly origin?: string
  /** What sends the requests; for a cookie jar, say. */
  readonly fetch?: (request: Request) => Promise<Response>
}

/** A client of one Porchlight. It keeps no cookies by itself. */
export function createClient({ baseUrl, origin = new URL(baseUrl).origin, fetch }: Options): PorchlightClient {
  return createFetchClient<paths>({ baseUrl, headers: { origin }, ...(fetch ? { fetch } : {}) })
}
