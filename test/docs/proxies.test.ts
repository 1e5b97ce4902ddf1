import { request } from 'node:https'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'
import { type FrontDoor, hasProxy, type ProxyName, startProxy } from './proxies.ts'

type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

type Asked = {
  readonly host: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

// The address of a visitor who is not the proxy.
const visitor = '127.0.0.2'

/** Asks through the proxy as a browser asks the name: by TLS, with that name in `Host` and without the port. */
function ask({ port }: FrontDoor, path: string, { host, method = 'GET', headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, servername: host, localAddress: visitor }
    // The certificate is made for this run, by nobody.
    const sent = request({ ...options, headers: { host, ...headers }, rejectUnauthorized: false }, (reply) => {
      let text = ''
      reply.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }))
      reply.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const settings = (publicUrl: string) => ({
  ENVIRONMENT: 'production',
  PUBLIC_URL: publicUrl,
  SECRET_KEY: 'k3J9x-Qm2Lw7Rt5Yz8Bv4Nc6Hd1Fs0Gp',
  TRUSTED_PROXIES: 'loopback',
})

async function startAt(publicUrl: string) {
  const port = await freePort()
  return { port, server: await startServerProcess({ ...settings(publicUrl), PORT: `${port}` }) }
}

/** The line of the server's log about the request that was answered so. */
async function lineAbout(server: ServerProcess, { headers }: Answer): Promise<Record<string, unknown>> {
  const [line] = await server.shows(new RegExp(`^.*"requestId":"${headers['x-request-id']}".*"msg":"request".*$`, 'm'))
  return JSON.parse(line)
}

const json = { 'content-type': 'application/json' }
const person = (username: string) =>
  JSON.stringify({
    ...{ firstName: 'Kit', lastName: 'Lee', username, email: `${username}@example.org` },
    ...{ password: 'Lantern-over-7-steps', acceptTerms: true },
  })

const proxies: readonly ProxyName[] = ['nginx', 'caddy']

describe('a host name of its own', () => {
  let site: Awaited<ReturnType<typeof startAt>>
  beforeAll(async () => {
    site = await startAt('https://people.example.com')
  })
  afterAll(() => site?.server.stop())

  describe.each(proxies.filter((name) => hasProxy[name]))('behind %s', (name) => {
    const host = 'people.example.com'
    let proxy: FrontDoor
    beforeAll(async () => {
      const file = name === 'nginx' ? 'nginx.conf' : 'Caddyfile'
      proxy = await startProxy(name, { file, host, serverPort: site.port, index: '' })
    })
    afterAll(() => proxy?.stop())

    const register = (headers: Record<string, string>) =>
      ask(proxy, '/api/accounts', {
        host,
        method: 'POST',
        headers: { ...json, ...headers },
        body: person(`kit-${name}`),
      })

    it('the server sees who the visitor is, whatever the visitor says of that', async () => {
      const answer = await ask(proxy, '/login', { host, headers: { 'x-forwarded-for': '203.0.113.7' } })
      expect(answer.status).toBe(200)
      expect(await lineAbout(site.server, answer)).toMatchObject({ ip: visitor })
    })

    it('the name and scheme are those of the address: changes pass from there alone, and cookies are Secure', async () => {
      expect((await register({ origin: `http://${host}` })).status).toBe(403)
      const made = await register({ origin: `https://${host}` })
      expect(made.status, made.text).toBe(201)
      const cookies = [made.headers['set-cookie']].flat()
      expect(cookies).toHaveLength(2)
      for (const cookie of cookies) expect(cookie).toMatch(/^__Host-.*; Secure/)
      expect(made.headers['strict-transport-security']).toContain('max-age=63072000')
    })

    it('another name is not answered by us', async () => {
      const refused = await ask(proxy, '/login', { host: 'elsewhere.example.com' }).catch(() => null)
      expect(refused?.status ?? 421).not.toBe(200)
    })

    it('a request keeps its number, and what the server says of caching', async () => {
      const answer = await ask(proxy, '/api/session', { host, headers: { 'x-request-id': 'made-up' } })
      expect(answer.headers['x-request-id']).toBe(JSON.parse(answer.text).requestId)
      expect(answer.headers['x-request-id']).not.toBe('made-up')
      expect(answer.headers['cache-control']).toBe('no-store')
    })

    it('a body of more than 64 KB is refused, however large it is, and the next request is served', async () => {
      const post = (size: number) => {
        const headers = { ...json, origin: `https://${host}` }
        return ask(proxy, '/api/sessions', { host, method: 'POST', headers, body: `"${'x'.repeat(size)}"` })
      }
      const little = await post(100_000)
      expect([little.status, JSON.parse(little.text).code]).toEqual([413, 'too-large'])
      // We hang up once we have said so. Who goes on sending may see that, or what the proxy makes of it, instead.
      const much = await post(20_000_000).catch(() => null)
      expect([413, 502]).toContain(much?.status ?? 413)
      expect((await ask(proxy, '/health/live', { host })).status).toBe(200)
    })
  })
})

describe('a path of a site', () => {
  let site: Awaited<ReturnType<typeof startAt>>
  beforeAll(async () => {
    site = await startAt('https://example.com/people')
  })
  afterAll(() => site?.server.stop())

  describe.each(proxies.filter((name) => hasProxy[name]))('behind %s', (name) => {
    const host = 'example.com'
    let proxy: FrontDoor
    beforeAll(async () => {
      const file = name === 'nginx' ? 'nginx-path.conf' : 'Caddyfile.path'
      proxy = await startProxy(name, { file, host, serverPort: site.port, index: 'The workshop' })
    })
    afterAll(() => proxy?.stop())

    it('is kept, links stay below it, and the site is beside it', async () => {
      const page = await ask(proxy, '/people/login', { host })
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('action="/people/login"')])
      expect(await lineAbout(site.server, page)).toMatchObject({ ip: visitor })
      expect((await ask(proxy, '/people/health/live', { host })).status).toBe(200)
      expect((await ask(proxy, '/', { host })).text).toBe('The workshop')
      expect((await ask(proxy, '/login', { host })).status).toBe(404)
    })
  })
})
