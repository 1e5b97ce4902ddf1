import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Kernel, startKernel } from './fixtures/kernel.ts'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
})
afterAll(() => kernel.stop())

describe('JSON routes refuse every other or malformed content type', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    '',
    'application/json+x',
    'text/json',
  ])('%j', async (type) => {
    const reply = await kernel.browser.send('POST', '/api/open', {
      body: '{"name":"a"}',
      headers: { 'content-type': type },
    })
    expect(reply.status).toBe(415)
  })
  it('pages refuse JSON', async () => {
    expect((await kernel.browser.api('POST', '/open', {})).status).toBe(415)
  })
})

describe('bodies are taken to the letter', () => {
  it.each([
    ['a number for a text', { name: 1 }, '/name', 'type'],
    ['a text for a number', { name: 'a', age: '3' }, '/age', 'type'],
    ['a missing field', {}, '/name', 'missing'],
    ['an unknown field', { name: 'a', role: 'admin' }, '/role', 'unknown'],
  ])('%s', async (_, body, pointer, code) => {
    const reply = await kernel.browser.api('POST', '/api/open', body)
    expect(reply.status).toBe(400)
    expect(reply.json()).toMatchObject({
      code: 'body-invalid',
      errors: [{ pointer, code, message: expect.any(String) }],
    })
  })
  it('broken JSON, too much of it, and poisoned keys are refused', async () => {
    const statuses = []
    for (const body of ['{"name":', '', '{"name":"a","__proto__":{}}', JSON.stringify({ name: 'a'.repeat(70_000) })])
      statuses.push(
        (await kernel.browser.send('POST', '/api/open', { body, headers: { 'content-type': 'application/json' } }))
          .status,
      )
    expect(statuses).toEqual([400, 400, 400, 413])
  })
})
