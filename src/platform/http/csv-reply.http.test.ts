import { request as ask, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Browser } from '../../../test/support/browser.ts'
import { handleErrors } from '../../app/error-handler.ts'
import type { App } from './app.ts'
import { type CsvColumn, sendCsv } from './csv-reply.ts'
import { buildKernel } from './fixtures/kernel.ts'

type Row = { readonly name: string | null; readonly count: number }
const columns: readonly CsvColumn<Row>[] = [
  { name: 'name', value: ({ name }) => name },
  { name: 'count', value: ({ count }) => count },
  { name: 'at', value: () => new Date('2026-03-14T09:26:53.589Z') },
]

let app: App
let url: string
let rows: () => AsyncGenerator<Row>
const logLines: Record<string, unknown>[] = []
beforeAll(async () => {
  app = await buildKernel(0, logLines)
  app.decorate('navigation', () => [])
  handleErrors(app)
  app.get('/rows', { config: { access: 'public' } }, (_, reply) =>
    sendCsv(reply, { file: 'rows', columns, rows: rows() }),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
  Object.assign(app.site.publicUrl, { origin: url, href: url })
})
afterAll(() => app.close())

const open = () => new Promise<IncomingMessage>((resolve) => ask(`${url}/rows`, resolve).end())

test('a file has a first line, is UTF-8 to a spreadsheet, and quotes what needs it', async () => {
  rows = async function* () {
    yield { name: 'Zoë, "Z"', count: -1 }
    yield { name: null, count: 2 }
  }
  const { headers, text } = await new Browser(url).get('/rows')
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(headers.get('content-disposition')).toBe('attachment; filename="rows.csv"')
  const bytes = Buffer.from(await (await fetch(`${url}/rows`)).arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const at = '2026-03-14T09:26:53.589Z'
  expect(text).toBe(`name,count,at\r\n"Zoë, ""Z""",-1,${at}\r\n,2,${at}\r\n`)
})

test('a line break in a field is quoted, whichever it is', async () => {
  rows = async function* () {
    for (const name of ['a\nb', 'a\rb', 'a\r\nb']) yield { name, count: 0 }
  }
  const { text } = await new Browser(url).get('/rows')
  for (const field of ['"a\nb"', '"a\rb"', '"a\r\nb"']) expect(text).toContain(field)
})

test('nothing in a file is a formula, not even where it is divided at semicolons', async () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', 'a;=1+1', 'a;"=1+1";b', 'a\n=1', 'a; +1']
  rows = async function* () {
    for (const name of formulas) yield { name, count: 0 }
  }
  const { text } = await new Browser(url).get('/rows')
  expect(text).not.toMatch(/(^|[,;\t\n\r])[" ]*[=+\-@＝]/m)
  expect(text.match(/'/g)).toHaveLength(formulas.length + 1)
})

test('rows are read only as fast as they are taken, and no further when the client goes away', async () => {
  const name = 'x'.repeat(1_000)
  let made = 0
  let hasEnded = false
  rows = async function* () {
    try {
      for (; made < 200_000; made += 1) yield { name, count: made }
    } finally {
      hasEnded = true
    }
  }
  const response = await open()
  let taken = 0
  for await (const chunk of response) {
    taken += chunk.length
    expect(made * name.length - taken).toBeLessThan(16 * 1024 * 1024)
    if (taken > 40_000_000) break
  }
  response.destroy()
  await vi.waitUntil(() => hasEnded)
  expect(made).toBeLessThan(100_000)
})

test('an error on the way cuts the connection, so that half a file is not taken for a whole one', async () => {
  rows = async function* () {
    for (let count = 0; count < 20_000; count += 1) yield { name: 'x'.repeat(100), count }
    throw new Error('no more')
  }
  const response = await open()
  const read = async () => {
    for await (const _ of response);
  }
  await expect(read()).rejects.toThrow('aborted')
  rows = async function* () {
    yield { name: 'next', count: 1 }
  }
  expect((await new Browser(url).get('/rows')).text).toContain('next')
})
