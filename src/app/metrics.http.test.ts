import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askAs } from '../../test/support/ask-as.ts'
import { type Exposition, readExposition } from '../../test/support/exposition.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { metrics } from './metrics.ts'

const token = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    env: { METRICS_TOKEN: token, METRICS_ALLOW: '10.1.0.0/16, 2001:db8::/32', SESSION_CACHE_SECONDS: '5' },
  })
})
afterAll(() => server.stop())

const withToken = (value = token) => ({ headers: { authorization: `Bearer ${value}` } })

async function scrape(): Promise<Exposition> {
  const reply = await server.browser().get('/metrics', withToken())
  expect(reply.status).toBe(200)
  return readExposition(reply.text)
}

it('is the text format, to the letter, kept by nobody and without a cookie', async () => {
  const { headers, text } = await server.browser().get('/metrics', withToken())
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.getSetCookie()).toEqual([])
  const { families } = readExposition(text)
  expect(families.size).toBeGreaterThan(40)
  for (const [name, { help, type }] of families) {
    expect(help, name).toMatch(/\S/)
    expect(name.endsWith('_total'), name).toBe(type === 'counter')
    expect(name, name).toMatch(/^(?:porchlight|process|nodejs)_/)
  }
})

it('says of everything that it lists at least one figure, but of what this process does not have', async () => {
  const { families } = await scrape()
  const absent = metrics.map(({ name }) => name as string).filter((name) => !families.get(name)?.series.length)
  // The pool, the jobs and the sealer belong to the whole server, and there is no Redis.
  expect(
    absent.filter((name) => !/_redis_|_database_(?!up|size)|_jobs_(?:done|failed)|_disk_|_last_seal_/.test(name)),
  ).toEqual([])
})

describe('is, to strangers, an address like any other that does not exist', () => {
  const alike = async (
    ask: (path: string) => Promise<{ status: number; text: string; headers: [string, string][] }>,
  ) => {
    const [one, other] = [await ask('/metrics'), await ask('/nothing')]
    const shown = ({ status, text, headers }: typeof one) => {
      const { 'x-request-id': id = '', ...rest } = Object.fromEntries(headers)
      for (const name of ['date', 'content-length']) delete rest[name]
      return { status, headers: rest, text: text.replaceAll(id, 'id').replaceAll('/metrics', '/nothing') }
    }
    expect(shown(one)).toEqual(shown(other))
    return one.status
  }
  const ask = (method: string, headers: Record<string, string>) => async (path: string) => {
    const { status, text, headers: found } = await server.browser().send(method, path, { headers })
    return { status, text, headers: [...found] as [string, string][] }
  }

  it.each([
    ['GET', {}],
    ['GET', { accept: 'text/html' }],
    ['HEAD', {}],
    ['POST', {}],
    ['OPTIONS', {}],
    ['GET', { authorization: `Bearer ${token.slice(1)}x` }],
    ['GET', { authorization: `Basic ${token}` }],
    ['GET', { authorization: 'Bearer ' }],
    ['GET', { 'x-forwarded-for': '10.2.0.1' }],
    ['GET', { 'x-forwarded-for': '10.1.0.1, 203.0.113.9' }],
  ])('%s with %j', async (method, headers) => {
    expect(await alike(ask(method, headers))).toBe(404)
  })

  it('under another host name', async () => {
    const other = async (path: string) => {
      const reply = await askAs('prometheus.internal', server.origin + path)
      return {
        ...reply,
        headers: Object.entries(reply.headers).map(([name, value]) => [name, String(value)] as [string, string]),
      }
    }
    expect(await alike(other)).toBe(421)
  })

  it('when it is closed to everybody, whatever token they send', async () => {
    const closed = await startTestServer({ database: server.database })
    for (const value of ['', 'null', 'undefined', token])
      expect((await closed.browser().get('/metrics', withToken(value))).status).toBe(404)
    await closed.stop()
  })
})

describe('opens', () => {
  it('to the networks that are named, by the address that a trusted proxy tells', async () => {
    for (const ip of ['10.1.0.1', '2001:db8::7', '::ffff:10.1.0.1']) {
      const reply = await server.browser().get('/metrics', { headers: { 'x-forwarded-for': ip } })
      expect([ip, reply.status]).toEqual([ip, 200])
    }
  })

  it('with the token under any host name', async () => {
    const reply = await askAs('prometheus.internal', `${server.origin}/metrics`, withToken().headers)
    expect(reply.status).toBe(200)
  })
})

describe('for the loopback alone', () => {
  const ask = async (env: Record<string, string>, headers: Record<string, string>) => {
    const other = await startTestServer({ database: server.database, env: { METRICS_ALLOW: 'loopback', ...env } })
    const at = `127.0.0.1:${other.config.port}`
    const { host = at, ...rest } = headers
    const reply = await askAs(host, `http://${at}/metrics`, rest)
    await other.stop()
    return reply.status
  }
  const untrusted = { TRUSTED_PROXIES: '192.0.2.1' }
  const https = { PUBLIC_URL: 'https://people.example.com' }

  it.each([
    ['a scraper on this machine', {}, {}, 200],
    ['one that no proxy is trusted beside', untrusted, {}, 200],
    ['one under https in front', https, { host: '127.0.0.1' }, 200],
    ['the world through a proxy that nobody trusts', untrusted, { 'x-forwarded-for': '127.0.0.1' }, 404],
    ['… that leaves another trace', untrusted, { via: '1.1 proxy' }, 404],
    ['… or none but the public name', { ...untrusted, ...https }, { host: 'people.example.com' }, 404],
    ['the world through a trusted proxy', https, { host: 'people.example.com', 'x-forwarded-for': '203.0.113.9' }, 404],
    ['… that forgets to tell of whom', https, { host: 'people.example.com' }, 404],
    [
      '… that lets a visitor say so',
      https,
      { host: 'people.example.com', 'x-forwarded-for': '127.0.0.1, 203.0.113.9' },
      404,
    ],
    ['… or says that it is itself', https, { host: 'people.example.com', 'x-forwarded-for': '127.0.0.1' }, 404],
  ])('%s', async (_, env, headers, status) => {
    expect(await ask(env as Record<string, string>, headers as Record<string, string>)).toBe(status)
  })
})
