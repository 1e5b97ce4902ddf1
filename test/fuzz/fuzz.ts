import fc from 'fast-check'
import type { OpenapiDocument } from '../../src/app/openapi/document.ts'
import { createCallers, type Target } from './callers.ts'
import { type FuzzRequest, requestsTo } from './requests.ts'
import { watchRows } from './row-watch.ts'
import { sendBytes } from './send.ts'
import { createVerdict } from './verdict.ts'

type Course = { readonly seed: number; readonly requests: number; readonly path?: string }

/** What was seen: how often each answer was given, and the slowest answer in milliseconds. */
export type FuzzReport = {
  readonly sent: number
  /** By operation and status: `getAccount 200`. */
  readonly answers: ReadonlyMap<string, number>
  readonly slowest: number
  /** What is wrong with the smallest request that still shows it, and how to send it again; null where nothing is. */
  readonly fault: string | null
}

function told({ method, path, as, cookies, headers, body }: FuzzRequest): string {
  const text = body ? body.toString('latin1') : ''
  const shown = text.length > 500 ? `${text.slice(0, 500)}… (${text.length} bytes)` : text
  return [`${method} ${path} as ${as}`, JSON.stringify({ cookies, headers }), JSON.stringify(shown)].join('\n')
}

async function readDocument(origin: string): Promise<OpenapiDocument> {
  return (await fetch(`${origin}/openapi.json`)).json() as Promise<OpenapiDocument>
}

async function createSender(target: Target, document: OpenapiDocument) {
  const callers = await createCallers(target)
  const changesSince = await watchRows(target.owner)
  const judge = createVerdict(document)
  const counts = new Map<string, number>()
  const seen = { sent: 0, slowest: 0 }
  const send = async (request: FuzzRequest): Promise<void> => {
    const { as, method, operation, body } = request
    const cookie = [request.cookies[0], callers.cookieOf(as), request.cookies[1]].filter(Boolean).join('; ')
    const fill = (text: string) => callers.fill(as, text)
    const reply = await sendBytes(target.origin, {
      method,
      path: fill(request.path),
      headers: [...(cookie ? [['cookie', cookie] as const] : []), ...request.headers],
      body: body && Buffer.from(fill(body.toString('latin1')), 'latin1'),
    })
    const changes = await changesSince()
    seen.sent += 1
    seen.slowest = Math.max(seen.slowest, reply.milliseconds)
    const answer = `${operation.operationId} ${reply.status ?? 'hung up'}`
    counts.set(answer, (counts.get(answer) ?? 0) + 1)
    const fault = judge(request, reply, changes)
    if (changes.length > 0) await callers.keepSignedIn()
    await changesSince()
    if (fault) throw new Error(`${reply.status}: ${fault}\n${told(request)}`)
  }
  return { send, report: () => ({ ...seen, answers: counts }) }
}

/** Sends requests one after another, drawn from the server's own document, and looks at each reply and at every row. */
export async function fuzz(target: Target, { seed, requests, path }: Course): Promise<FuzzReport> {
  const document = await readDocument(target.origin)
  const { send, report } = await createSender(target, document)
  const result = await fc.check(fc.asyncProperty(requestsTo(document), send), {
    seed,
    numRuns: requests,
    ...(path ? { path } : {}),
    endOnFailure: false,
  })
  const why = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance)
  const fault = result.failed ? `${why}\nagain with seed ${result.seed}, path '${result.counterexamplePath}'` : null
  return { ...report(), fault }
}
