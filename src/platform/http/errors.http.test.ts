import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Kernel, startKernel } from './fixtures/kernel.ts'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
})
afterAll(() => kernel.stop())

describe('an error', () => {
  it('is problem details for programs, in the language asked for', async () => {
    const reply = await kernel.browser.api('GET', '/api/refused', undefined, {
      headers: { 'accept-language': 'de-CH, en;q=0.8' },
    })
    expect(reply.headers.get('content-type')).toMatch('application/problem+json')
    expect(reply.json()).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'no-thanks',
      detail: 'Nein danke.',
      requestId: reply.headers.get('x-request-id'),
    })
  })

  it('that nobody expected shows a reference id only, as page and as problem, and one line in the log', async () => {
    kernel.logLines.length = 0
    const problem = await kernel.browser.api('GET', '/api/broken')
    const page = await kernel.browser.get('/broken')
    expect([problem.status, page.status]).toEqual([500, 500])
    expect(problem.json()).toMatchObject({ code: 'unexpected', requestId: problem.headers.get('x-request-id') })
    expect(page.text).toContain(page.headers.get('x-request-id'))
    expect(problem.text + page.text).not.toContain('secret-value')
    const failures = kernel.logLines.filter(({ msg }) => msg === 'failed')
    expect(failures).toHaveLength(2)
    expect(failures[0]).toMatchObject({
      route: '/api/broken',
      sqlState: '23505',
      requestId: problem.headers.get('x-request-id'),
    })
    expect(JSON.stringify(failures[0])).not.toContain('secret-value')
  })

  it('404 is a page for a browser and a problem for a program', async () => {
    const page = await kernel.browser.get('/nowhere')
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect((await kernel.browser.api('GET', '/api/nowhere')).json()).toMatchObject({ code: 'not-found' })
  })
})

describe('all security headers on all replies, errors too', () => {
  it.each(['/open', '/nowhere', '/broken', '/api/open', '/api/broken', '/api/admin'])('%s', async (path) => {
    const { headers } = await kernel.browser.get(path)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  })
})
