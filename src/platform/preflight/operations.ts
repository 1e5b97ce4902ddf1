import type { Web } from './web.ts'

/** An operation of the API as the server describes it. */
export type Operation = {
  /** Such as `POST /api/accounts`. */
  readonly call: string
  readonly summary: string
}

type Document = {
  readonly info?: { readonly version?: string }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, { readonly summary?: string }>>>>
}

/** What `/openapi.json` of a server says: its release and its operations. Throws where it is no such document. */
export async function readApi(web: Web): Promise<{ readonly version: string; readonly operations: Operation[] }> {
  const { status, text } = await web.ask('/openapi.json')
  if (status !== 200) throw new Error(`GET /openapi.json answered ${status}`)
  const { info, paths = {} } = JSON.parse(text) as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary = '' }]) => ({ call: `${method.toUpperCase()} ${path}`, summary })),
  )
  return { version: info?.version ?? 'unknown', operations }
}
