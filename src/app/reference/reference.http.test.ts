import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium } from '../../../test/support/chromium.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import type { OpenapiDocument } from '../openapi/document.ts'
import { operationsOf } from '../openapi/document.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const withCookie = { cookie: 'porchlight=somebody' }

describe('/docs', () => {
  it('shows every operation of the document, with an example that carries our origin', async () => {
    const { text } = await server.browser().get('/docs')
    const document = (await server.browser().get('/openapi.json')).json<OpenapiDocument>()
    const operations = operationsOf(document)
    expect(operations.length).toBeGreaterThan(10)
    for (const { operation } of operations)
      expect(text).toContain(`<article class="card pad operation" id="${operation.operationId}"`)
    expect(text).toContain(`-H &#39;Origin: ${server.origin}&#39;`.replaceAll('&#39;', "'"))
  })

  it('reads and sets no cookie and runs no script', async () => {
    const reply = await server.browser().get('/docs', { headers: withCookie })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('set-cookie')).toBeNull()
    expect(reply.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; img-src 'self';/,
    )
    expect(reply.headers.get('content-security-policy')).not.toContain('script-src')
    expect(reply.text).not.toMatch(/<script|style=|(?:src|href|action)="https?:\/\/(?!127\.0\.0\.1)/)
  })

  it('speaks German to whoever wants it', async () => {
    const browser = server.browser()
    browser.language = 'de'
    const { text, headers } = await browser.get('/docs')
    expect(text).toContain('<html lang="de">')
    expect(text).toContain('Für alle')
    expect(headers.get('vary')).toContain('accept-language')
  })

  it('stays under 60 KB over the wire and is not sent twice', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const reply = await fetch(`${server.origin}/docs`, { headers: { 'accept-encoding': encoding } })
      expect(reply.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
      if (encoding !== 'identity') expect(Number(reply.headers.get('content-length'))).toBeLessThan(60_000)
      // A reply that nobody reads holds its connection, and with it the server.
      await reply.arrayBuffer()
      const again = await fetch(`${server.origin}/docs`, {
        headers: { 'if-none-match': reply.headers.get('etag') ?? '' },
      })
      expect(again.status).toBe(304)
    }
  })

  it('is not there where the owner turned it off', async () => {
    const quiet = await startTestServer({ env: { API_DOCS: 'off' }, database: server.database })
    expect((await quiet.browser().get('/docs')).status).toBe(404)
    expect((await quiet.browser().get('/openapi.json')).status).toBe(200)
    await quiet.stop()
  })
})

describe.skipIf(!hasChromium)('/docs in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  it.each([
    { width: 320, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
    { width: 1280, colorScheme: 'light' },
  ] as const)('has no fault and no sideways scroll at $width pixels, $colorScheme', async ({ width, colorScheme }) => {
    const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme, bypassCSP: true })
    const failures: string[] = []
    page.on('requestfailed', (request) => failures.push(request.url()))
    page.on('response', (response) => response.status() >= 400 && failures.push(response.url()))
    await page.goto(`${server.origin}/docs`)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true)
    await page.evaluate(axe.source)
    // The script added to the page put it on `window`, of which the compiler knows nothing.
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    expect(failures).toEqual([])
    await page.close()
  })
})
