import fc from 'fast-check'
import type { OpenapiDocument } from '../../src/app/openapi/document.ts'
import { type CallerGroup, createCallers } from './callers.ts'
import type { Target } from './kinds-of-callers.ts'
import { type PageShot, pageRequestsTo } from './page-requests.ts'
import { createPageVerdict } from './page-verdict.ts'
import { findPages } from './pages.ts'
import { type FuzzRequest, requestsTo, type Shot } from './requests.ts'
import { type RowChange, watchRows } from './row-watch.ts'
import { type FuzzReply, sendBytes } from './send.ts'
import { createVerdict } from './verdict.ts'

/** What is sent: `path` leads to one of the requests of a seed. */
export type Course = { readonly seed: number; readonly requests: number; readonly path?: string }

/** The course that FUZZ_SEED and FUZZ_PATH ask for, else the one given. */
export function courseOf({ seed, requests }: Course): Course {
  const { FUZZ_SEED, FUZZ_PATH } = process.env
  return { seed: FUZZ_SEED ? Number(FUZZ_SEED) : seed, requests, ...(FUZZ_PATH ? { path: FUZZ_PATH } : {}) }
}

/** What was seen: how often each answer was given, and the slowest answer in milliseconds. */
export type FuzzReport = {
  readonly sent: number
  /** By what it was sent to, status and where that leads: `getAccount 200`, `POST /logout 303 to /login`. */
  readonly answers: ReadonlyMap<string, number>
  readonly slowest: number
  /** What is wrong with the smallest request that still shows it, and how to send it again; null where nothing is. */
  readonly fault: string | null
}

function told({ method, path, as, cookies, headers, body }: Shot): string {
  const text = body ? body.toString('latin1') : ''
  const shown = text.length > 500 ? `${text.slice(0, 500)}… (${text.length} bytes)` : text
  return [`${method} ${path} as ${as}`, JSON.stringify({ cookies, headers }), JSON.stringify(shown)].join('\n')
}

async function readDocument(origin: string): Promise<OpenapiDocument> {
  return (await fetch(`${origin}/openapi.json`)).json() as Promise<OpenapiDocument>
}

type Judge<S extends Shot> = (shot: S, reply: FuzzReply, changes: readonly RowChange[]) => string | null

type Stage = { readonly target: Target; readonly group: CallerGroup; changesSince(): Promise<RowChange[]> }

// Every so often everybody has been away for a while, and shortly after proves to be who they are.
const turn = 40
async function passTime({ group, changesSince }: Stage, sent: number): Promise<void> {
  if (sent % turn !== 0) return
  await (sent % (turn * 5) === 0 ? group.age() : group.refresh())
  await changesSince()
}

// How many accounts a list had is noted behind its last line.
const isBegin = ({ after }: RowChange) => after?.action === 'accounts.exported'
const isEnd = ({ after }: RowChange) => /^accounts\.export-(ended|broken-off)$/.test(String(after?.action))
const patience = 5_000

async function wholeChanges({ changesSince }: Stage): Promise<RowChange[]> {
  const changes = await changesSince()
  if (!changes.some(isBegin)) return changes
  for (const begun = performance.now(); !changes.some(isEnd) && performance.now() - begun < patience; )
    changes.push(...(await changesSince()))
  return changes
}

function createSender<S extends Shot>(stage: Stage, judge: Judge<S>) {
  const { target, group, changesSince } = stage
  const counts = new Map<string, number>()
  const seen = { sent: 0, slowest: 0 }
  const send = async (shot: S): Promise<void> => {
    const cookie = [shot.cookies[0], group.cookieOf(shot.as), shot.cookies[1]].filter(Boolean).join('; ')
    const fill = (text: string) => group.fill(shot.as, text)
    seen.sent += 1
    await passTime(stage, seen.sent)
    const reply = await sendBytes(target.origin, {
      method: shot.method,
      path: fill(shot.path),
      headers: [
        ...(cookie ? [['cookie', cookie] as const] : []),
        ...shot.headers.map(([name, value]) => [name, fill(value)] as const),
      ],
      body: shot.body && Buffer.from(fill(shot.body.toString('latin1')), 'latin1'),
    })
    const changes = await wholeChanges(stage)
    seen.slowest = Math.max(seen.slowest, reply.milliseconds)
    const onward = (reply.headers.location ?? '').split(/[?#]/, 1)[0]
    const answer = `${shot.name} ${reply.status ?? 'hung up'}${onward ? ` to ${group.unfill(shot.as, onward)}` : ''}`
    counts.set(answer, (counts.get(answer) ?? 0) + 1)
    const fault = judge(shot, reply, changes)
    if (changes.length > 0) await group.keep()
    await changesSince()
    if (fault) throw new Error(`${reply.status}: ${fault}\n${told(shot)}`)
  }
  return { send, report: () => ({ ...seen, answers: counts }) }
}

async function run<S extends Shot>(
  { send, report }: ReturnType<typeof createSender<S>>,
  shots: fc.Arbitrary<S>,
  { seed, requests, path }: Course,
): Promise<FuzzReport> {
  const result = await fc.check(fc.asyncProperty(shots, send), {
    seed,
    numRuns: requests,
    ...(path ? { path } : {}),
    endOnFailure: false,
  })
  const why = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance)
  const again = `again with FUZZ_SEED=${result.seed} FUZZ_PATH='${result.counterexamplePath}'`
  return { ...report(), fault: result.failed ? `${why}\n${again}` : null }
}

/** Sends requests one after another, and looks at each reply and at every row. */
export async function createFuzzer(target: Target) {
  const group = await createCallers(target)
  const pages = await findPages(target, group)
  const stage = { target, group, changesSince: await watchRows(target.owner) }
  const document = await readDocument(target.origin)
  return {
    pages,
    /** To the API, drawn from the server's own document. */
    api: (course: Course) =>
      run(createSender<FuzzRequest>(stage, createVerdict(document)), requestsTo(document), course),
    /** To its pages, drawn from the forms and links that they show. */
    browse: (course: Course) =>
      run(createSender<PageShot>(stage, createPageVerdict(target.origin)), pageRequestsTo(pages), course),
  }
}
