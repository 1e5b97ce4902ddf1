import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Kernel, startKernel } from './fixtures/kernel.ts'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
})
afterAll(() => kernel.stop())

describe('every unsafe route refuses cross-site, same-site, null and missing origin', () => {
  const attempts: [string, Record<string, string>, number][] = [
    ['cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['same-site', { 'sec-fetch-site': 'same-site' }, 403],
    ['a typed address', { 'sec-fetch-site': 'none' }, 403],
    ['a false origin beside a true header', { 'sec-fetch-site': 'cross-site', origin: 'self' }, 403],
    ['origin null', { origin: 'null' }, 403],
    ['no origin', {}, 403],
    ['a look-alike origin', { origin: 'self.evil.example' }, 403],
    ['our origin', { origin: 'self' }, 200],
    ['same-origin', { 'sec-fetch-site': 'same-origin' }, 200],
  ]
  it.each(attempts)('%s', async (_, given, status) => {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replace(/^self/, kernel.url)]),
    )
    const page = await fetch(`${kernel.url}/open`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1',
    })
    const api = await fetch(`${kernel.url}/api/open`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"name":"a"}',
    })
    expect([page.status, api.status]).toEqual([status, status])
  })
})

describe('method override headers and fields do nothing', () => {
  it('a GET stays a GET', async () => {
    const reply = await kernel.browser.get('/open?_method=POST', {
      headers: { 'x-http-method-override': 'POST', 'x-method': 'DELETE' },
    })
    expect(reply.text).toBe('open')
  })
})
