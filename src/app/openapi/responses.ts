import { STATUS_CODES } from 'node:http'
import type { RouteRules } from '../../platform/http/app.ts'
import type { ErrorExample, Examples } from '../../platform/http/examples.ts'
import { isSafe } from '../../platform/http/same-origin.ts'
import type { Media, ResponseObject } from './document.ts'

type Case = { readonly code: string; readonly when: string }

// What any route can answer, told once.
const shared: Readonly<Record<number, readonly Case[]>> = {
  400: [
    { code: 'body-invalid', when: 'The body does not fit its schema, or has a field that it does not know.' },
    { code: 'address-invalid', when: 'Something in the path or the query does not fit its schema.' },
    { code: 'malformed', when: 'The request is not HTTP or the body is not JSON.' },
  ],
  401: [
    { code: 'not-signed-in', when: 'There is no session cookie, or its session is over.' },
    { code: 'token-invalid', when: 'The access token has run out, was revoked or never was one.' },
  ],
  403: [
    {
      code: 'cross-site',
      when: 'A change that another site may have caused: there is neither Sec-Fetch-Site: same-origin nor an Origin equal to this server’s.',
    },
    { code: 'forbidden', when: 'The caller’s role is not enough.' },
    { code: 'token-scope-missing', when: 'The access token is not for this.' },
    { code: 'identity-not-recent', when: 'The password was last given more than 15 minutes ago; confirm it first.' },
  ],
  415: [{ code: 'content-type', when: 'The body is not declared as application/json.' }],
  422: [{ code: 'input-invalid', when: 'A value is not acceptable; errors names each field.' }],
  429: [{ code: 'too-many', when: 'Too many in too short a time. Retry-After says how many seconds to wait.' }],
  500: [{ code: 'unexpected', when: 'Our fault. The log has the rest under requestId.' }],
  503: [
    { code: 'busy', when: 'More is asked than can be done in time. Retry-After says how many seconds to wait.' },
    { code: 'unavailable', when: 'Too busy, starting or stopping. Try again in a moment.' },
  ],
}

const nameOf = (status: number) => (STATUS_CODES[status] ?? '').replaceAll(' ', '')

const problem = (status: number, code: string, errors?: ErrorExample['errors']) => ({
  type: 'about:blank',
  title: STATUS_CODES[status],
  status,
  code,
  requestId: 'k7tq-2m9x-h4ra',
  ...(errors ? { errors: errors.map((error) => ({ ...error, message: '…' })) } : {}),
})

const mediaOf = (status: number, cases: readonly (Case & Pick<ErrorExample, 'errors'>)[]): Media => ({
  schema: { $ref: '#/components/schemas/Problem' },
  examples: Object.fromEntries(
    cases.map(({ code, when, errors }) => [code, { summary: when, value: problem(status, code, errors) }]),
  ),
})

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
}

const responseOf = (status: number, cases: Parameters<typeof mediaOf>[1]): ResponseObject => ({
  description: STATUS_CODES[status] ?? 'Error',
  ...(status === 429 || status === 503 ? { headers: retryAfter } : {}),
  content: { 'application/problem+json': mediaOf(status, cases) },
})

/** The answers that many routes share, by name. */
export const sharedResponses: Readonly<Record<string, ResponseObject>> = Object.fromEntries(
  Object.entries(shared).map(([status, cases]) => [nameOf(Number(status)), responseOf(Number(status), cases)]),
)

export type RouteFacts = {
  readonly method: string
  readonly rules: Pick<RouteRules, 'access' | 'cacheable' | 'recent' | 'scope'>
  readonly hasBody: boolean
  readonly hasInput: boolean
  readonly examples: Examples | undefined
}

/** Which of the shared answers a route can give, by what it declares. */
function sharedStatuses({ method, rules, hasBody, hasInput }: RouteFacts): number[] {
  const open = rules.access === 'public' || rules.access === 'embed'
  const changes = !isSafe(method)
  return [
    ...(hasInput || hasBody ? [400] : []),
    ...(open ? [] : [401]),
    ...(changes || rules.recent || rules.scope || rules.access === 'moderator' || rules.access === 'admin'
      ? [403]
      : []),
    ...(hasBody ? [415, 422] : []),
    ...(changes || rules.cacheable ? [429] : []),
    500,
    503,
  ]
}

/** Whether a shared case can happen here: several stand under 403, each for its own reason. */
function canHappen(code: string, { method, rules }: RouteFacts): boolean {
  if (code === 'cross-site') return !isSafe(method)
  if (code === 'token-scope-missing') return rules.scope !== undefined
  if (code === 'forbidden') return rules.access === 'moderator' || rules.access === 'admin'
  return code !== 'identity-not-recent' || rules.recent === true
}

/** Every error answer of a route: references to the shared ones, and its own with the reason for each code. */
export function errorResponses(facts: RouteFacts): Record<string, ResponseObject> {
  const statuses = new Set(sharedStatuses(facts))
  const own = facts.examples?.errors ?? []
  const responses: Record<string, ResponseObject> = Object.fromEntries(
    [...statuses].map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  )
  for (const status of new Set(own.map((error) => error.status))) {
    const mine = own.filter((error) => error.status === status)
    const others = (statuses.has(status) ? (shared[status] ?? []) : []).filter(({ code }) => canHappen(code, facts))
    const cases = [...mine, ...others.filter(({ code }) => !mine.some((error) => error.code === code))]
    responses[status] = responseOf(status, cases)
  }
  return responses
}
