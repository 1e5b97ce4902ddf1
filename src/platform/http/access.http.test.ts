import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildKernel, type Kernel, startKernel } from './fixtures/kernel.ts'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
})
afterAll(() => kernel.stop())

describe('a route', () => {
  it('that does not declare its access does not start', async () => {
    const other = await buildKernel(1)
    expect(() => other.get('/forgotten', () => 'hello')).toThrow('GET /forgotten does not declare its access')
    await other.close()
  })

  it('whose body takes unknown fields does not start', async () => {
    const other = await buildKernel(1)
    expect(() =>
      other.post(
        '/api/x',
        { config: { access: 'public' }, schema: { body: Type.Object({ a: Type.String() }) } },
        () => 1,
      ),
    ).toThrow('open body')
    await other.close()
  })

  it.each([
    ['signed-in', 401, 200, 200, 200],
    ['moderator', 401, 403, 200, 200],
    ['admin', 401, 403, 403, 200],
  ] as const)('for %s lets in whom it is for', async (access, ...expected) => {
    const statuses = []
    for (const role of ['', 'member', 'moderator', 'admin'])
      statuses.push(
        (await kernel.browser.api('GET', `/api/${access}`, undefined, { headers: role ? { 'x-test-role': role } : {} }))
          .status,
      )
    expect(statuses).toEqual(expected)
  })

  it('sends a stranger from a page to sign in, and back afterwards', async () => {
    const reply = await kernel.browser.get('/signed-in?tab=2')
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/login?return_to=%2Fsigned-in%3Ftab%3D2'])
  })
})
