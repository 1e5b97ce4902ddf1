import { anotherBrowser } from '../support/another-browser.ts'
import { newPerson } from '../support/people.ts'
import type { TestServer } from '../support/server.ts'
import { isRead, pathOf, type Route } from './all-routes.ts'

/** Somebody with another session, and where each route would do something to what is theirs. */
export async function newVictim(server: TestServer, role: 'member' | 'admin' = 'member') {
  const { account, browser } = await newPerson(server, { role })
  const { sessionId } = await anotherBrowser(server, account)
  const values = { username: account.username, id: sessionId }
  return {
    account,
    cookie: `porchlight=${browser.cookies.get('porchlight')}`,
    pathFor: (route: Route) => pathOf(route, values),
  }
}

type Sent = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

/** Calls a route past the test browser, which always says that a request is its own. */
export function sendFrom(server: TestServer, route: Route, { path, headers }: Sent): Promise<Response> {
  const { method, rules } = route
  const request = { method, redirect: 'manual' } as const
  if (isRead(route)) return fetch(server.origin + path, { ...request, headers })
  const type = rules.page ? 'application/x-www-form-urlencoded' : 'application/json'
  const body = rules.page ? '' : '{}'
  return fetch(server.origin + path, { ...request, body, headers: { 'content-type': type, ...headers } })
}
