import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Kernel, startKernel } from './fixtures/kernel.ts'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
})
afterAll(() => kernel.stop())

describe('links use the configured address, whatever Host and forwarded headers say', () => {
  it('unknown hosts are refused', async () => {
    const { port } = new URL(kernel.url)
    for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1:${port}.evil.example`, '127.0.0.1', 'a b'])
      expect(await statusFor(host), host).toBe(host === 'a b' ? 421 : host === '127.0.0.1' ? 307 : 421)
  })
  it('forwarded-address headers are ignored unless the peer is a trusted proxy', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    }
    const reply = await kernel.browser.api('GET', '/api/open', undefined, { headers })
    expect(reply.json()).toMatchObject({ ip: '127.0.0.1' })
  })
})

it('asks for the person in the language of the browser, else of the site', async () => {
  const localeFor = async (header: string) =>
    (await kernel.browser.api('GET', '/api/open', undefined, { headers: { 'accept-language': header } })).json().locale
  expect(await localeFor('fr, de;q=0.3')).toBe('de')
  expect(await localeFor('en;q=0.1, de')).toBe('de')
  expect(await localeFor('de;q=0, fr')).toBe('en')
  expect(await localeFor(';;;q=,')).toBe('en')
})

/** fetch sets Host by itself, so this goes by the socket. */
async function statusFor(host: string): Promise<number> {
  const { connect } = await import('node:net')
  const { port } = new URL(kernel.url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`GET /open HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    )
    socket.once('data', (data) => resolve(Number(String(data).slice(9, 12))))
    socket.once('error', reject)
  })
}
