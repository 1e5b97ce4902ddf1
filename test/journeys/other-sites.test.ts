import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request as ask } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installPackages } from '../support/apt.ts'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { needs } from '../support/needs.ts'
import { startElsewhere } from './looks/elsewhere.ts'
import { password, path, registerIn, signInOn } from './person.ts'
import { type Site, startSite } from './site.ts'

const program = 'openssl'
const openssl = (args: readonly string[]) => execFileSync(program, args, { stdio: 'pipe' })
const hasVersion = () => {
  try {
    return openssl(['version']).length > 0
  } catch {
    return false
  }
}
if (!hasVersion()) installPackages(['openssl'])
const hasOpenssl = needs('openssl on the PATH', hasVersion())

describe.skipIf(!hasChromium)('other sites', () => {
  let site: Site
  let chromium: Browser
  let elsewhere: Awaited<ReturnType<typeof startElsewhere>>
  beforeAll(async () => {
    ;[site, chromium, elsewhere] = await Promise.all([startSite(), launchChromium(), startElsewhere()])
  })
  afterAll(async () => {
    await chromium?.close()
    await elsewhere?.stop()
    await site?.stop()
  })

  test('no page can be framed by another site', async () => {
    const context = await chromium.newContext({ locale: 'en' })
    const page = await registerIn(context, site, 'kit')
    const places = ['/login', '/register', '/logout', '/account', '/account/leave', '/users/kit', '/terms', '/nothing']
    for (const place of places) {
      const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
      await page.goto(`${elsewhere.origin}/?frame=${encodeURIComponent(site.origin + place)}`)
      await refused
      const frame = page.locator('iframe')
      expect(await frame.evaluate((element) => (element as HTMLIFrameElement).contentDocument), place).toBe(null)
      expect(await frame.contentFrame().locator('main').count(), place).toBe(0)
    }
    await context.close()
  })

  test('sign-in itself refuses cross-site forms, and so does sign-out', async () => {
    const context = await chromium.newContext({ locale: 'en' })
    const page = await registerIn(context, site, 'nor')
    for (const place of ['/login', '/logout', '/account/sessions/end-others']) {
      await page.goto(`${elsewhere.origin}/?post=${encodeURIComponent(site.origin + place)}`)
      const answer = page.waitForResponse((response) => response.url() === site.origin + place)
      await page.getByRole('button').click()
      expect((await answer).status(), place).toBe(403)
    }
    await page.goto(`${site.origin}/account`)
    expect(path(page)).toBe('/account')
    await context.close()
  })
})

/** A proxy that speaks TLS for *.site.test, as one in front of the server does. */
async function startTls(target: number) {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-tls-'))
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
  const subject = [
    '-subj',
    '/CN=site.test',
    '-days',
    '2',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
  ]
  openssl(['req', '-x509', ...subject])
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, reply) => {
    const { method, url, headers } = request
    if (headers.host?.startsWith('evil.')) {
      const value = new URL(url ?? '/', 'https://evil.site.test').searchParams.get('cookie') ?? ''
      reply.setHeader(
        'set-cookie',
        [`porchlight=${value}`, `__Host-porchlight=${value}`].map(
          (pair) => `${pair}; Domain=site.test; Path=/; Secure`,
        ),
      )
      reply.end('set')
      return
    }
    const onward = ask({ port: target, method, path: url, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 500, answer.rawHeaders)
      answer.pipe(reply)
    })
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  rmSync(folder, { recursive: true })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

test.skipIf(!(hasChromium && hasOpenssl))('a cookie set by a sibling host is not read', async () => {
  const port = await freePort()
  const tls = await startTls(port)
  const origin = `https://people.site.test:${tls.port}`
  const site = await startSite({ PORT: String(port), ENVIRONMENT: 'test', PUBLIC_URL: origin, HOST: '127.0.0.1' })
  const chromium = await launchChromium(['--host-resolver-rules=MAP *.site.test 127.0.0.1'])
  try {
    const context = await chromium.newContext({ ignoreHTTPSErrors: true, locale: 'en' })
    await registerIn(context, site, 'mallory')
    const stolen = (await context.cookies()).find(({ name }) => name === '__Host-porchlight')
    expect(stolen?.value).toMatch(/.{40,}/)
    await context.close()

    const victim = await chromium.newContext({ ignoreHTTPSErrors: true, locale: 'en' })
    const theirs = await victim.newPage()
    await theirs.goto(`https://evil.site.test:${tls.port}/?cookie=${stolen?.value}`)
    expect((await victim.cookies()).map(({ name }) => name)).toEqual(['porchlight'])
    await theirs.goto(`${origin}/account`)
    expect(path(theirs)).toBe('/login')
    await signInOn(theirs, site, { login: 'mallory', word: password })
    expect(path(theirs)).toBe('/account')
    await victim.close()
  } finally {
    await chromium.close()
    await site.stop()
    await tls.stop()
  }
})
