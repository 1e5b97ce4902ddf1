import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askAs } from '../../../test/support/ask-as.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { type OpenapiDocument, operationsOf } from './document.ts'
import { nameSchemas } from './name-schemas.ts'
import { operationIdOf } from './openapi.ts'
import { describeTags } from './tags.ts'

let server: TestServer
let document: OpenapiDocument
beforeAll(async () => {
  server = await startTestServer()
  document = (await server.browser().get('/openapi.json')).json()
})
afterAll(() => server.stop())

describe('/openapi.json', () => {
  it('is public, cacheable and sent once', async () => {
    const reply = await server.browser().get('/openapi.json', { headers: { cookie: 'porchlight=somebody' } })
    expect(reply.headers.get('cache-control')).toBe('public, max-age=300')
    expect(reply.headers.get('set-cookie')).toBeNull()
    const etag = reply.headers.get('etag') ?? ''
    const again = await server.browser().get('/openapi.json', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect(again.text).toBe('')
  })

  it('names this server and says who each operation is for', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.servers).toEqual([{ url: server.origin }])
    for (const { operation } of operationsOf(document)) {
      const open = ['public', 'embed'].includes(operation['x-access'])
      const [first, ...tokens] = operation.security
      expect(first, operation.operationId).toEqual(open ? undefined : { session: [] })
      for (const way of tokens) expect(Object.keys(way)).toEqual(['token'])
    }
    expect(document.paths['/api/account']?.patch?.security).toEqual([{ session: [] }, { token: ['account:write'] }])
    expect(document.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' })
  })

  it('has for every operation a summary, a group, a name of its own and an answer of success', () => {
    const operations = operationsOf(document)
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { operation } of operations) {
      expect(operation.summary, operation.operationId).toMatch(/^[A-Z].*[^.]$/)
      expect(operation.tags, operation.operationId).toHaveLength(1)
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        operation.operationId,
      ).toBe(true)
    }
  })

  it('lists JSON routes alone, and nothing that is only for itself', () => {
    expect(Object.keys(document.paths).every((path) => /^\/(api|health)(\/|$)/.test(path))).toBe(true)
    expect(JSON.stringify(document)).not.toContain('x-facts')
  })

  it('tells the shared errors by what a route declares', () => {
    const statuses = (path: string, method: string) => Object.keys(document.paths[path]?.[method]?.responses ?? {})
    expect(statuses('/api/session', 'get')).toEqual(['200', '401', '500', '503'])
    expect(statuses('/api/sessions', 'post')).toEqual(expect.arrayContaining(['400', '403', '415', '422', '429']))
  })

  it('leads from every reference to something', () => {
    const text = JSON.stringify(document)
    const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)]
    expect(references.length).toBeGreaterThan(20)
    expect(text.match(/"\$ref"/g)).toHaveLength(references.length)
    for (const [, kind, name] of references)
      expect(document.components[kind as 'schemas'], `${kind}/${name}`).toHaveProperty(name ?? '')
  })

  it('leaves the path prefix to the address of the server', async () => {
    const below = await startTestServer({
      env: { PUBLIC_URL: 'http://accounts.example.org/people' },
      database: server.database,
    })
    const reply = await askAs('accounts.example.org', `http://127.0.0.1:${below.config.port}/people/openapi.json`)
    await below.stop()
    expect(reply.status).toBe(200)
    const there = JSON.parse(reply.text) as OpenapiDocument
    expect(there.servers[0]?.url).toMatch(/\/people$/)
    expect(Object.keys(there.paths)).toEqual(Object.keys(document.paths))
    expect(there.paths['/api/account']?.get?.operationId).toBe('getAccount')
  })
})

describe('an operation', () => {
  it.each([
    ['GET', '/api/account', 'getAccount'],
    ['DELETE', '/api/account/sessions/:id', 'deleteAccountSessionsById'],
    ['PUT', '/api/sessions/flows/:flow/new-password', 'putSessionsFlowsByFlowNewPassword'],
  ])('%s %s is called %s', (method, url, id) => expect(operationIdOf(method, url)).toBe(id))

  it('cannot belong to a group that nobody described', () => {
    expect(() => describeTags(['account', 'secret'])).toThrow('secret')
  })

  it('cannot give one name to two objects', () => {
    const named = (field: string) => ({ title: 'Thing', type: 'object', properties: { [field]: { type: 'string' } } })
    expect(nameSchemas({ a: named('x'), b: named('x') }, {})).toEqual({
      a: { $ref: '#/components/schemas/Thing' },
      b: { $ref: '#/components/schemas/Thing' },
    })
    expect(() => nameSchemas({ a: named('x'), b: named('y') }, {})).toThrow('Thing')
  })
})
