import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { OpenapiDocument, ResponseObject } from '../../src/app/openapi/document.ts'
import type { FuzzRequest } from './requests.ts'
import type { RowChange } from './row-watch.ts'
import type { FuzzReply } from './send.ts'

// What Node, the server's limits and its guards answer before any route is asked.
const beforeRoutes = [400, 401, 403, 404, 413, 414, 415, 421, 431]

/** What is written of a refusal: that somebody tried a password or a code, how often from this browser, and how often from others. */
export const passwordAttempt = /^porchlight\.(audit_\w+|devices|lockouts|throttle\w*)$/
const tryPasswords = [
  ...['postSessions', 'postSessionConfirmations', 'putAccountPassword'],
  ...['putSessionsFlowsByFlowSecondFactor', 'putSessionsFlowsByFlowSecondFactorPasskey'],
]

/** What is no HTTP is answered before there is a request, which would have a name. */
export const isParserReply = ({ status, headers, body }: FuzzReply) =>
  [400, 408, 413, 431].includes(status ?? 0) && !headers['x-request-id'] && body.length < 100

/** In bytes; a server hangs up on more. */
export const longestBody = 64 * 1024

const parse = (text: string): { readonly value?: unknown } => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return {}
  }
}

/** Judges replies by the document of the server that gave them. */
export function createVerdict(document: OpenapiDocument) {
  const ajv = new Ajv2020({ strict: false })
  ajv.addSchema({ $id: 'api', components: document.components })
  const compiled = new Map<unknown, ValidateFunction>()
  const validatorOf = (schema: object) => {
    const known = compiled.get(schema)
    if (known) return known
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')
    const made = ajv.compile(JSON.parse(text))
    compiled.set(schema, made)
    return made
  }
  const responseOf = ({ operation }: FuzzRequest, status: number): ResponseObject | undefined => {
    const given = operation.responses[status]
    return given?.$ref ? document.components.responses[given.$ref.split('/').at(-1) ?? ''] : given
  }

  function bodyFault(schema: object, type: string, body: string): string | null {
    const { value } = /json/.test(type) ? parse(body) : { value: body }
    if (value === undefined) return 'the body is not JSON'
    const validate = validatorOf(schema)
    return validate(value) ? null : `the body does not match its schema: ${ajv.errorsText(validate.errors)}`
  }

  function contentFault(request: FuzzRequest, status: number, { headers, body }: FuzzReply): string | null {
    const response = responseOf(request, status)
    const type = (headers['content-type'] ?? '').split(';')[0] ?? ''
    const media = response?.content?.[type]
    if (media) return bodyFault(media.schema, type, body)
    if (status < 400 && (!response || response.content || body !== '')) return `the document knows no ${type} here`
    if (!response && !beforeRoutes.includes(status)) return 'the document does not know this status'
    // Whoever asks for a page gets one.
    return status < 400 || type === 'text/html' || !response ? null : `an error as ${type}`
  }

  function changeFault({ method, operation }: FuzzRequest, status: number | null, changes: readonly RowChange[]) {
    if (status !== null && status < 400 && method !== 'GET') return null
    const unexpected = changes.filter(
      ({ table }) => !(tryPasswords.includes(operation.operationId) && passwordAttempt.test(table)),
    )
    const [first] = unexpected
    return first ? `${first.operation} of ${first.table}: ${JSON.stringify(first.after ?? first.before)}` : null
  }

  /** What is wrong with a reply, in a sentence; null where nothing is. */
  return (request: FuzzRequest, reply: FuzzReply, changes: readonly RowChange[]): string | null => {
    const { status } = reply
    const changed = changeFault(request, status, changes)
    if (changed) return `a refused request, or one that reads, changed a row: ${changed}`
    // A server that hangs up while too much is still being sent has refused it.
    if (status === null) return (request.body?.length ?? 0) > longestBody ? null : 'no answer'
    if (status >= 500) return `a failure of ours: ${reply.body}`
    return request.leads && !isParserReply(reply) ? contentFault(request, status, reply) : null
  }
}
