import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeApi } from '../../src/app/openapi/describe.ts'
import { operationsOf } from '../../src/app/openapi/document.ts'
import { operationIdOf } from '../../src/app/openapi/openapi.ts'
import type { ErrorExample, SuccessExample } from '../../src/platform/http/examples.ts'
import { kindOf } from '../support/alike.ts'
import type { Reply } from '../support/browser.ts'
import { type DeclaredRoute, findDeclaredRoutes } from '../support/declared-examples.ts'
import { type ExampleWorld, makeExampleWorld } from '../support/example-world.ts'

const document = await describeApi()
// What only reads comes first: what comes later leaves traces.
const routes = (await findDeclaredRoutes()).toSorted((a, b) => Number(a.method !== 'GET') - Number(b.method !== 'GET'))
// What these do to Kev, Ada or Dora would change what the others find.
const altering = /^(PATCH|DELETE) \/api\/account(\/sessions|\/authenticator)?$|^PUT |^(PATCH|DELETE) \/api\/admin/

let shared: ExampleWorld
beforeAll(async () => {
  shared = await makeExampleWorld()
})
afterAll(() => shared.server.stop())

async function send(world: ExampleWorld, { method, url }: DeclaredRoute, example: SuccessExample | ErrorExample) {
  const browser = await world.browserOf(example.as)
  const path = Object.entries(example.params ?? {}).reduce(
    (text, [name, value]) => text.replace(`:${name}`, value),
    url,
  )
  const query = new URLSearchParams(example.query)
  const address = query.size > 0 ? `${path}?${query}` : path
  const body = await world.answered(world.filled(example.body), { browser, path })
  return browser.api(method, address, body, example.headers ? { headers: example.headers } : {})
}

const ajv = new Ajv2020({ strict: false })
ajv.addSchema({ $id: 'api', components: document.components })

/** What the document's schema for this answer has against it. */
function faultsOf(route: DeclaredRoute, status: number, content: unknown): string {
  const found = operationsOf(document).find(
    ({ operation }) => operation.operationId === operationIdOf(route.method, route.url),
  )
  const [media] = Object.values(found?.operation.responses[status]?.content ?? {})
  const schema = media?.schema
  if (!schema) return `there is no schema for ${status}`
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')
  const validate = ajv.compile(JSON.parse(text))
  return validate(content) ? '' : ajv.errorsText(validate.errors)
}

/** Of a file, its first line. */
function bodyOf(reply: Reply) {
  if (reply.text === '') return undefined
  return reply.headers.get('content-type')?.startsWith('text/csv') ? reply.text.split('\r\n')[0] : reply.json()
}

async function replaySuccess(route: DeclaredRoute, example: SuccessExample) {
  const world = altering.test(route.name) ? await makeExampleWorld() : shared
  const reply = await send(world, route, example)
  if (world !== shared) await world.server.stop()
  expect(reply.status, reply.text).toBe(example.status)
  expect(kindOf(bodyOf(reply))).toEqual(kindOf(example.reply))
  if (example.reply === undefined) return
  expect(faultsOf(route, reply.status, bodyOf(reply))).toBe('')
  expect(faultsOf(route, reply.status, example.reply)).toBe('')
}

async function replayError(route: DeclaredRoute, example: ErrorExample) {
  const reply = await send(shared, route, example)
  const problem = reply.json<{ code: string; errors?: { pointer: string; code: string }[] }>()
  expect({ status: reply.status, code: problem.code }).toEqual({ status: example.status, code: example.code })
  expect(reply.headers.get('content-type')).toContain('application/problem+json')
  const named = problem.errors?.map(({ pointer, code }) => ({ pointer, code }))
  if (example.errors) expect(named).toEqual(expect.arrayContaining([...example.errors]))
  else expect(named).toBeUndefined()
}

describe.each(routes)('$name', (route) => {
  it('does what its example says', async () => {
    expect(route.examples, 'a route without an example').toBeDefined()
    if (route.examples) await replaySuccess(route, route.examples.success)
  })

  it.each((route.examples?.errors ?? []).filter(({ elsewhere }) => !elsewhere))(
    'answers $status $code as its example says',
    (example) => replayError(route, example),
  )
})

describe('the comparison with an example', () => {
  it('overlooks what differs at each run, and nothing else', () => {
    expect(kindOf({ id: '7', at: '2026-03-14T09:26:53.589Z', name: 'kev' })).toEqual({
      id: 'an id',
      at: 'a time',
      name: 'kev',
    })
    expect(kindOf({ id: '7' })).not.toEqual(kindOf({ id: 'seven' }))
    expect(kindOf({ a: 1 })).not.toEqual(kindOf({ a: 1, b: 2 }))
    expect(kindOf([])).not.toEqual(kindOf([1]))
  })
})
