import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OpenapiDocument, operationsOf } from '../../src/app/openapi/document.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { fuzz } from './fuzz.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const succeeded = ([answer]: readonly [string, number]) => / 2\d\d$/.test(answer)

it('answers 2,000 requests that nobody expects: no failure, no hang, no row changed by a refusal, replies as documented', async () => {
  const target = { origin: server.origin, owner: server.database.owner }
  const { fault, answers, sent } = await fuzz(target, { seed: 20_261_124, requests: 2_000 })
  expect(fault).toBeNull()
  expect(sent).toBe(2_000)
  // Requests that are all refused at the door would show nothing.
  const document = (await server.browser().get('/openapi.json')).json() as unknown as OpenapiDocument
  const names = operationsOf(document).map(({ operation }) => operation.operationId)
  const reached = new Set([...answers].filter(succeeded).map(([answer]) => answer.split(' ')[0]))
  expect([...new Set([...answers.keys()].map((answer) => answer.split(' ')[0]))].sort()).toEqual(names.toSorted())
  expect(reached.size).toBeGreaterThan(names.length / 2)
}, 300_000)
