import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Route, startWithRoutes } from '../security/all-routes.ts'
import { type CallerKind, type Callers, createCallers } from '../security/callers.ts'
import type { TestServer } from '../support/server.ts'
import { fillWorld } from './fill-world.ts'

const counted = ['nobody', 'member', 'admin'] as const satisfies readonly CallerKind[]

let server: TestServer
let callers: Callers
let routes: readonly Route[]
beforeAll(async () => {
  const started = await startWithRoutes()
  server = started.server
  callers = await createCallers(server)
  routes = started.routes.filter(({ method }) => method === 'GET').toSorted((a, b) => (a.url < b.url ? -1 : 1))
})
afterAll(() => server.stop())

/** What one request says to the database. */
async function statementsOf(who: CallerKind, route: Route): Promise<string[]> {
  const { browser, path } = await callers.prepare(who, route)
  // The first request in a while notes that it was made, and the first page shows what waited to be shown.
  await browser.get(path)
  const texts: string[] = []
  const stop = server.database.onStatement(({ text }) => void texts.push(text))
  await browser.get(path)
  stop()
  return texts
}

async function countAll(): Promise<Map<string, string>> {
  const counts = new Map<string, string>()
  for (const route of routes) {
    const cells = []
    for (const who of counted) cells.push(String((await statementsOf(who, route)).length).padStart(8))
    counts.set(route.url, cells.join(''))
  }
  return counts
}

const head = `Statements that a page, or an answer of the API, takes from the database; sessions are read each time, as without the cache.
More rows must not mean more statements: the numbers are the same with few rows and with many.
After a change that you mean: npx vitest run test/statements --update=all
`

test('each page takes as many statements as the table says, however many rows there are', async () => {
  const few = await countAll()
  await fillWorld(server)
  const many = await countAll()
  expect(Object.fromEntries(many)).toEqual(Object.fromEntries(few))
  const titles = counted.map((who) => who.padStart(8)).join('')
  const lines = [...many].map(([url, cells]) => `${cells}  ${url}`)
  const text = [head, titles, ...lines, ''].join('\n')
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'statements.txt'))
}, 120_000)

test('a statement for each row would be seen', async () => {
  const { db } = server.database
  const texts: string[] = []
  const stop = server.database.onStatement(({ text }) => void texts.push(text))
  for (const id of ['1', '2', '3']) await db.selectFrom('accounts').select('id').where('id', '=', id).execute()
  await db.prepared({ name: 'planted', text: 'select 1' }, [])
  stop()
  expect(texts).toHaveLength(4)
})
