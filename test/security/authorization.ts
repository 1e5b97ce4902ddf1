import type { Reply } from '../support/browser.ts'
import { blankBodyOf, callRoute, type Route } from './all-routes.ts'
import { type CallerKind, type Callers, callers } from './callers.ts'

/** What each kind of caller got from a route: the status, with where it led to or the code of the problem. */
export type Row = { readonly route: Route; readonly outcomes: Readonly<Record<CallerKind, string>> }

const usual = ['body-invalid', 'address-invalid', 'form-invalid', 'input-invalid']

function codeOf({ headers, text }: Reply): string {
  if (!headers.get('content-type')?.startsWith('application/problem+json') || text === '') return ''
  const { code } = JSON.parse(text) as { code: string }
  return usual.includes(code) ? '' : code
}

function outcomeOf(reply: Reply): string {
  const [address = ''] = (reply.headers.get('location') ?? '').split('?')
  const place = address.replace(/\/\d+(?=\/|$)/g, '/:id')
  return [reply.status, place, codeOf(reply)].filter(Boolean).join(' ')
}

async function askOne(route: Route, people: Callers): Promise<Row> {
  const asked = callers.map(async (who) => {
    const { browser, path } = await people.prepare(who, route)
    return [who, outcomeOf(await callRoute(browser, route, { path, json: blankBodyOf(route) }))] as const
  })
  return { route, outcomes: Object.fromEntries(await Promise.all(asked)) as Row['outcomes'] }
}

const orderOf = ({ url, method }: Route) => `${url} ${method}`

/** Calls every route as every kind of caller, in the order of their paths. */
export async function askEverything(routes: readonly Route[], people: Callers): Promise<Row[]> {
  const rows: Row[] = []
  for (const route of routes.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)))
    rows.push(await askOne(route, people))
  return rows
}
