import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeApi } from '../../src/app/openapi/describe.ts'
import { operationsOf } from '../../src/app/openapi/document.ts'
import { newPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import type { FuzzRequest } from './requests.ts'
import { type RowChange, watchRows } from './row-watch.ts'
import type { FuzzReply } from './send.ts'
import { createVerdict } from './verdict.ts'

const document = await describeApi()
const judge = createVerdict(document)
const blank = { as: 'member', cookies: ['', ''], headers: [], body: null, leads: true, path: '/' } as const

function requestTo(name: string): FuzzRequest {
  const found = operationsOf(document).find(({ operation }) => operation.operationId === name)
  if (!found) throw new Error(`no operation ${name}`)
  return { ...blank, name, operation: found.operation, method: found.method }
}

const reply = (status: number | null, body: unknown, type = 'application/json'): FuzzReply => ({
  ...{ status, headers: { 'content-type': type }, milliseconds: 1 },
  body: JSON.stringify(body),
})
const problem = { type: 'about:blank', title: 'Not accepted', status: 422, code: 'x', requestId: 'x' }
const problemReply = (status: number) => reply(status, { ...problem, status }, 'application/problem+json')
const added: RowChange = { table: 'porchlight.consents', operation: 'INSERT', before: null, after: { id: 1 } }
const attempt: RowChange = { ...added, table: 'porchlight.audit_events' }

describe('the verdict on a reply', () => {
  it.each<[string, string, FuzzReply, RowChange[]]>([
    ['a failure of ours', 'getSession', problemReply(500), []],
    ['a failure of ours', 'getSession', problemReply(503), []],
    ['no answer', 'getSession', reply(null, ''), []],
    ['changed a row', 'patchAccount', problemReply(422), [added]],
    ['changed a row', 'patchAccount', problemReply(422), [attempt]],
    ['changed a row', 'getHealthLive', reply(200, { status: 'ok' }), [added]],
    ['does not match its schema', 'getHealthLive', reply(200, { status: 'fine' }), []],
    ['does not match its schema', 'patchAccount', reply(422, { code: 'x' }, 'application/problem+json'), []],
    ['the document knows no', 'getHealthLive', reply(201, {}), []],
    ['does not know this status', 'getHealthLive', problemReply(409), []],
    ['an error as', 'patchAccount', reply(422, problem), []],
  ])('finds “%s” (%s)', (fault, name, given, changes) => {
    expect(judge(requestTo(name), given, changes)).toContain(fault)
  })

  it.each<[string, FuzzReply, RowChange[]]>([
    ['getHealthLive', reply(200, { status: 'ok' }), []],
    ['patchAccount', problemReply(422), []],
    ['patchAccount', problemReply(413), []],
    ['deleteSession', { ...reply(204, ''), body: '', headers: {} }, [added]],
    ['postSessions', problemReply(401), [attempt]],
  ])('lets pass what is in order (%s)', (name, given, changes) => {
    expect(judge(requestTo(name), given, changes)).toBeNull()
  })
})

describe('the watch over all rows', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  it('sees each row that is added, changed or taken away, of whatever table, and none that was rolled back', async () => {
    const { owner } = server.database
    const changesSince = await watchRows(owner)
    const { account } = await newPerson(server)
    const tables = (await changesSince()).map(({ table, operation }) => `${operation} ${table}`)
    expect(tables).toEqual(expect.arrayContaining(['INSERT porchlight.accounts', 'INSERT porchlight.sessions']))
    const change = `update porchlight.accounts set bio = 'x' where id = ${account.id}`
    await owner.query(`begin; ${change}; rollback`)
    expect(await changesSince()).toEqual([])
    await owner.query(change)
    expect(await changesSince()).toMatchObject([{ before: { bio: null }, after: { bio: 'x' } }])
    await owner.query(`update porchlight.sessions set last_seen_at = now()`)
    expect(await changesSince()).toEqual([])
    await owner.query(`update porchlight.sessions set kept = not kept`)
    expect(await changesSince()).toHaveLength(1)
  })
})
