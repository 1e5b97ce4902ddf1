import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallerGroup } from './callers.ts'
import type { Target } from './kinds-of-callers.ts'
import { askedIn, type Control, formsIn } from './markup.ts'
import { callers } from './requests.ts'
import { sendBytes } from './send.ts'
import { known } from './values.ts'

/** An address that answers people, and what its pages ask for. */
export type PageRoute = {
  readonly method: 'GET' | 'POST'
  /** With a word in place of what is the caller's. */
  readonly path: string
  /** For POST: each form that leads there, as its controls. Forms that show themselves to nobody we are have none. */
  readonly forms: readonly (readonly Control[])[]
  /** For GET: what its links and its search ask with. */
  readonly asks: readonly string[]
}

const list = join(import.meta.dirname, '../security/authorization.txt')

/** `/users/:username` with the words for what is the caller's. */
function withWords(url: string): string {
  const id = url.startsWith('/admin/') ? known.account : known.session
  return url.replace(/:\w+/g, (name) => (name === ':username' ? known.username : id)).replace('*', 'x')
}

/** Every route that is not the API's, from the list that the authorization test keeps complete. */
function readRoutes(): { readonly method: 'GET' | 'POST'; readonly path: string; readonly recent: boolean }[] {
  const lines = readFileSync(list, 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [, method, url = '', recent] = /^(GET|POST) +(\/\S*) +[\w-]+(, recent)?/.exec(line) ?? []
    const isPage = (method === 'GET' || method === 'POST') && !url.startsWith('/api/')
    return isPage ? [{ method, path: withWords(url), recent: recent !== undefined }] : []
  })
}

type Found = { readonly forms: Map<string, (readonly Control[])[]>; readonly asks: Map<string, Set<string>> }

const namesOf = (controls: readonly Control[]) => controls.map(({ name }) => name).join()

function note({ forms, asks }: Found, path: string, html: string): void {
  const asked = asks.get(path) ?? new Set(askedIn(html))
  asks.set(path, asked)
  for (const { method, action, controls } of formsIn(html)) {
    if (method === 'GET') for (const { name } of controls) asked.add(name)
    if (method !== 'POST') continue
    const known = forms.get(action) ?? []
    if (!known.some((one) => namesOf(one) === namesOf(controls))) forms.set(action, [...known, controls])
  }
}

type Look = { readonly target: Target; readonly group: CallerGroup; readonly found: Found }

/** Asks for a page as everybody, or posts nothing to a form. */
async function look({ target, group, found }: Look, method: string, path: string): Promise<void> {
  const posted = [
    ['sec-fetch-site', 'same-origin'],
    ['content-type', 'application/x-www-form-urlencoded'],
  ] as const
  for (const as of callers) {
    const { body } = await sendBytes(target.origin, {
      ...{ method, path: group.fill(as, path), body: method === 'POST' ? Buffer.alloc(0) : null },
      headers: [['accept', 'text/html'], ['cookie', group.cookieOf(as)], ...(method === 'POST' ? posted : [])],
    })
    note(found, path, group.unfill(as, body))
  }
}

/** Every page of a server, with its forms as they are rendered now. */
export async function findPages(target: Target, group: CallerGroup): Promise<PageRoute[]> {
  const routes = readRoutes()
  if (routes.length < 40) throw new Error(`only ${routes.length} pages are listed in ${list}`)
  const found: Found = { forms: new Map(), asks: new Map() }
  for (const { method, path } of routes) if (method === 'GET') await look({ target, group, found }, method, path)
  // Who proved long ago to be the owner is asked by a form of its own.
  await group.age()
  for (const { method, path, recent } of routes) if (recent) await look({ target, group, found }, method, path)
  await group.refresh()
  return routes.map(({ method, path }) => ({
    ...{ method, path, forms: found.forms.get(path) ?? [], asks: [...(found.asks.get(path) ?? [])] },
  }))
}
