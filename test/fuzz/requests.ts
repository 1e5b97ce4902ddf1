import fc from 'fast-check'
import { type OpenapiDocument, type Operation, operationsOf, type Parameter } from '../../src/app/openapi/document.ts'
import { bodiesOf } from './bodies.ts'
import { oddHeaders, strangeCookies } from './oddities.ts'
import { anyText, known, valuesOf } from './values.ts'

/** Who sends it: people that are signed in, one at each step of it, and one who followed a link for a new password. */
export const callers = [
  ...(['stranger', 'member', 'admin', 'invited'] as const),
  ...(['midway', 'asked', 'enrolling', 'agreeing', 'proving'] as const),
] as const
export type Caller = (typeof callers)[number]

/** One request, complete but for the caller's cookie and what stands for something of theirs. */
export type Shot = {
  /** What it is sent to, in the report. */
  readonly name: string
  readonly method: string
  /** As it is sent: path and query, encoded or deliberately not. */
  readonly path: string
  /** Whether the path leads to the operation, whatever is in place of its parameters. */
  readonly leads: boolean
  readonly as: Caller
  /** Cookies before and behind that of the caller. */
  readonly cookies: readonly [string, string]
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer | null
}

/** A request to an operation of the API. */
export type FuzzRequest = Shot & { readonly operation: Operation }

/** As a browser encodes it; code units that are no text become the bytes that they would be. */
export const encoded = (text: string): string =>
  text.isWellFormed()
    ? encodeURIComponent(text)
    : encodeURIComponent(text.toWellFormed()).replaceAll('%EF%BF%BD', '%ED%A0%80')

const asText = (value: unknown) => (typeof value === 'string' ? value : String(JSON.stringify(value)))

function liveExample(path: string, { name }: Parameter): string {
  if (name === 'username') return known.username
  return path.startsWith('/api/admin/') ? known.account : known.session
}

function pathsOf(path: string, parameters: readonly Parameter[]): fc.Arbitrary<Pick<FuzzRequest, 'path' | 'leads'>> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const values = inPath.map((parameter) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(liveExample(path, parameter)) },
      { weight: 4, arbitrary: valuesOf(parameter.schema, {}).map(asText).map(encoded) },
      { weight: 1, arbitrary: fc.constantFrom('%zz', '%', '%00', '..', '.', '%2e%2e', '%2f', '%ff', ';', '') },
    ),
  )
  return fc.tuple(...values).map((given) => ({
    path: given.reduce((text, value) => text.replace(/\{\w+\}/, () => value), path),
    leads: given.every((value) => /^[\w@%!'()*~-]+$/.test(value) && !/%(?![\dA-F]{2})/.test(value)),
  }))
}

function queriesOf(parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const declared = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => valuesOf(schema, {}).map((value) => `${name}=${encoded(asText(value))}`))
  const surplus = fc.tuple(anyText, anyText).map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
  const odd = fc.constantFrom('%zz=1', 'limit', '=', '&&', 'a[]=1&a[b]=2', `q=${'x'.repeat(3_000)}`)
  const one =
    declared.length > 0
      ? fc.oneof({ weight: 5, arbitrary: fc.oneof(...declared) }, surplus, odd)
      : fc.oneof(surplus, odd)
  const some = fc.array(one, { minLength: 1, maxLength: 3 }).map((parts) => `?${parts.join('&')}`)
  return fc.oneof({ weight: declared.length > 0 ? 1 : 8, arbitrary: fc.constant('') }, { weight: 2, arbitrary: some })
}

const types = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['application/json; charset=utf-8', 'application/json; charset=utf-16', 'APPLICATION/JSON', 'text/plain'],
      ...['application/x-www-form-urlencoded', 'multipart/form-data', 'application/problem+json', 'text/json', '', '/'],
      ...['application/json, text/plain', 'application/json; charset="', 'application/jsonp', 'application/xml'],
    ),
  },
)

const sites = fc.oneof(
  { weight: 12, arbitrary: fc.constant('same-origin') },
  { weight: 1, arbitrary: fc.constantFrom('cross-site', 'same-site', 'none', '', 'x') },
)

function headersOf(declared: readonly Parameter[]): fc.Arbitrary<FuzzRequest['headers']> {
  const own = declared
    .filter((parameter) => parameter.in === 'header')
    .map(({ name, schema }) => valuesOf(schema, {}).map((value) => [name, asText(value)] as const))
  const some = fc.array(fc.oneof(...own, oddHeaders), { maxLength: 3 })
  return fc.tuple(sites, some).map(([site, more]) => [['sec-fetch-site', site], ...more])
}

// Who is at the step that an operation belongs to.
const stepCallers: readonly (readonly [RegExp, Caller])[] = [
  [/\/new-password$/, 'midway'],
  [/\/second-factor\b/, 'asked'],
  [/\/enrollment\b/, 'enrolling'],
  [/\/terms$/, 'agreeing'],
  [/\/verification$/, 'proving'],
]
const atStepOf = (path: string): Caller[] =>
  path.includes('/flows/') ? stepCallers.filter(([step]) => step.test(path)).map(([, caller]) => caller) : []

// What only admins get into is looked at most as one, and a step as the one who is there.
const callersOf = (path: string, { 'x-access': access }: Operation) =>
  fc.constantFrom<Caller>(
    ...atStepOf(path).flatMap((caller) => [caller, caller, caller]),
    'stranger',
    'member',
    'admin',
    ...(access === 'admin' ? (['admin', 'admin', 'admin'] as const) : []),
  )

function requestsOf({ method, path, operation }: ReturnType<typeof operationsOf>[number], document: OpenapiDocument) {
  const { parameters = [], requestBody } = operation
  const media = requestBody?.content['application/json']
  const bodies = media
    ? fc.tuple(types, bodiesOf(media, document.components.schemas))
    : fc.option(fc.tuple(types, fc.constantFrom(Buffer.from('{}'), Buffer.from('x'))), { freq: 5 })
  return fc
    .tuple(
      pathsOf(path, parameters),
      queriesOf(parameters),
      headersOf(parameters),
      bodies,
      callersOf(path, operation),
      fc.tuple(strangeCookies, strangeCookies),
    )
    .map(
      ([{ path: spelled, leads }, query, headers, body, as, cookies]): FuzzRequest => ({
        ...{
          operation,
          name: operation.operationId,
          method,
          as,
          cookies,
          leads,
          path: spelled + query,
          body: body?.[1] ?? null,
        },
        headers: body ? [['content-type', body[0]], ...headers] : headers,
      }),
    )
}

/** Requests to every operation of a document, each as often as any other. */
export const requestsTo = (document: OpenapiDocument): fc.Arbitrary<FuzzRequest> =>
  fc.oneof(...operationsOf(document).map((one) => requestsOf(one, document)))
