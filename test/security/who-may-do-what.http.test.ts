import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Access } from '../../src/platform/http/app.ts'
import { type TestServer, withMail } from '../support/server.ts'
import { type Route, startWithRoutes } from './all-routes.ts'
import { askEverything, type Row } from './authorization.ts'
import { callers, createCallers, isProgram } from './callers.ts'

let server: TestServer
let routes: readonly Route[]
let rows: readonly Row[]
beforeAll(async () => {
  const started = await startWithRoutes({ env: withMail })
  server = started.server
  routes = started.routes
  rows = await askEverything(routes, await createCallers(server))
}, 120_000)
afterAll(() => server.stop())

const open = ['public', 'embed']
const signedIn = ['member', 'another member', 'moderator', 'admin', 'admin, later']
const admits: Record<Access, readonly string[]> = {
  public: callers,
  embed: callers,
  'signed-in': signedIn,
  moderator: ['moderator', 'admin', 'admin, later'],
  admin: ['admin', 'admin, later'],
}

/** A token opens what asks for its scope and, like anything else, what does not look at who asks. */
function refusalOfProgram({ rules: { scope, cacheable, anyHost } }: Route, who: string): string | null {
  const isOpen = cacheable || anyHost || (scope !== undefined && who === 'program for all')
  return isOpen ? null : '403 token-scope-missing'
}

/** How a route must answer who is not let in; null for who is. */
function refusalOf(route: Route, who: string): string | null {
  const { access = 'admin', page } = route.rules
  if (isProgram(who)) return refusalOfProgram(route, who)
  if (admits[access].includes(who)) return null
  if (signedIn.includes(who)) return '403 forbidden'
  return page ? '303 /login' : '401 not-signed-in'
}

/** Whether an outcome is one that the route may have, for all that it declares. */
function isFine(route: Route, who: string, outcome: string): boolean {
  const { access = 'admin', recent, page } = route.rules
  const wanted = refusalOf(route, who)
  // A page says in words what a program reads from the code; an answer to HEAD has neither.
  if (wanted !== null) return page || route.method === 'HEAD' ? wanted.startsWith(outcome) : outcome === wanted
  if (recent && who === 'admin, later') return /^(403|401)/.test(outcome)
  // Some open routes answer 401 or 403 by themselves: signing in with nothing, a sign-in that nobody began.
  return Number(outcome.slice(0, 3)) < 500 && (open.includes(access) || !/^40[13]/.test(outcome))
}

const head = `What each route answers to each kind of caller. Where it writes it is sent an empty form, or an object of empty fields: who is
let in is then told what is missing. The parts of a path are those of the member, whom “another member” is not; “admin, later”
is an hour after the sign-in; both programs are an admin’s, one with a token for everything, the other with one for nothing.
After a change that you mean: npx vitest run test/security/who-may-do-what.http.test.ts --update=all
`

// Wide enough for most: a new route changes its own line alone.
const leastWidths = [7, 44, 18]
const widthOf = (cells: readonly string[], least = 24) => Math.max(least, ...cells.map(({ length }) => length))

/** Rows of cells as text, in columns. */
function tableOf(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) =>
    widthOf(
      lines.map((line) => line[at] ?? ''),
      leastWidths[at],
    ),
  )
  const padded = lines.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
  return padded.map((line) => line.trimEnd()).join('\n')
}

describe('the table route x role x status answers as documented, for every route, or the check fails', () => {
  test.each([...callers])('%s gets in where the route says so, and nowhere else', (who) => {
    const faults = rows
      .filter(({ route, outcomes }) => !isFine(route, who, outcomes[who]))
      .map(({ route, outcomes }) => `${route.method} ${route.url}: ${outcomes[who]}`)
    expect(faults).toEqual([])
  })

  test('what each gets is what the table says', async () => {
    const lines = rows
      .filter(({ route }) => route.method !== 'HEAD')
      .map(({ route: { method, url, rules }, outcomes }) => [
        ...[method, url, [rules.access, rules.recent && 'recent', rules.scope].filter(Boolean).join(', ')],
        ...callers.map((who) => outcomes[who]),
      ])
    const text = `${head}\n${tableOf([['', '', 'for', ...callers], ...lines])}\n`
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'authorization.txt'))
  })

  test('whoever asks for the head of an answer alone gets the status of the whole', () => {
    const statuses = ({ outcomes }: Row) => callers.map((who) => outcomes[who].slice(0, 3))
    for (const row of rows.filter(({ route }) => route.method === 'HEAD')) {
      const whole = rows.find(({ route }) => route.method === 'GET' && route.url === row.route.url)
      expect(statuses(row), row.route.url).toEqual(whole && statuses(whole))
    }
  })

  test('every route says what it takes in the place of the one who calls', () => {
    const kinds = new Set(routes.map(({ rules }) => rules.access))
    for (const kind of kinds) expect(Object.keys(admits)).toContain(kind)
  })
})
