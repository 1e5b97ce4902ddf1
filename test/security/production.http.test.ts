import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicFolder } from '../../src/app/site.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { getExactly } from './raw-request.ts'

const host = 'people.example'
let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    env: {
      ENVIRONMENT: 'production',
      PUBLIC_URL: `https://${host}`,
      SECRET_KEY: 'gT7xQz1mVb9KpLw3RdYh5NcJf8Us2AeX4ZoB6tMi',
      RATE_LIMITS: 'on',
    },
  })
})
afterAll(() => server.stop())

// As the proxy asks that ends TLS: over plain HTTP, under the public name.
const ask = (path: string, headers = {}) =>
  getExactly({ origin: `http://127.0.0.1:${server.config.port}` }, path, { host, ...headers })

const builtFiles = readdirSync(publicFolder, { recursive: true, encoding: 'utf8' })
const pageFiles = builtFiles.filter((name) => /\.(css|js)$/.test(name))

describe('development routes, metrics, source maps, .env, backups are not reachable in production', () => {
  test.each([
    '/.env',
    '/.env.example',
    '/.env.local',
    '/.git/config',
    '/.git/HEAD',
    '/.npmrc',
    '/.well-known/',
    '/package.json',
    '/package-lock.json',
    '/main.js',
    '/main.js.map',
    '/dist/main.js',
    '/dist/main.js.map',
    '/public/icon.svg',
    '/src/main.ts',
    '/node_modules/fastify/package.json',
    '/data/',
    '/data/secret-key',
    '/data/postgres/PG_VERSION',
    '/backup',
    '/backups/',
    '/backup.sql',
    '/dump.sql',
    '/porchlight.sql.gz',
    '/metrics',
    '/api/metrics',
    '/debug',
    '/debug/pprof',
    '/__vite_ping',
    '/@vite/client',
    '/@fs/etc/passwd',
    '/__inspect',
    '/json/version',
    '/server-status',
    '/status',
    '/admin/debug',
    '/dev',
    '/dev/mail',
    '/docs/json',
    '/docs/yaml',
    '/docs/static/index.html',
    '/openapi.yaml',
    '/assets/manifest.json',
    '/robots.txt.bak',
    '/icon.svg~',
    '/icon.svg.bak',
    '/brand.css.map',
    '/graphql',
    '/health/../.env',
  ])('%s', async (path) => {
    for (const accept of ['text/html', '*/*']) {
      const { status, text } = await ask(path, { accept })
      expect(status, text.slice(0, 200)).toBe(404)
    }
  })

  test('the map, the compressed copy and the backup of every built file', async () => {
    expect(pageFiles.length).toBeGreaterThan(2)
    for (const name of pageFiles) {
      expect((await ask(`/${name}`)).status, name).toBe(200)
      for (const ending of ['.map', '.br', '.gz', '.bak', '~', '.orig'])
        expect((await ask(`/${name}${ending}`)).status, name + ending).toBe(404)
    }
  })

  test('built files say nothing of their sources', () => {
    expect(builtFiles.filter((name) => name.endsWith('.map'))).toEqual([])
    for (const name of pageFiles) {
      const text = readFileSync(join(publicFolder, name), 'utf8')
      expect(text, name).not.toMatch(/sourceMappingURL|\/src\/|node_modules/)
    }
  })

  test('replies do not say what the server is made of, and only that TLS is to be kept', async () => {
    for (const path of ['/login', '/nowhere', '/api/account', '/health', '/brand.css']) {
      const { text } = await ask(path)
      expect(text, path).toMatch(/^strict-transport-security: max-age=63072000\r$/im)
      expect(text, path).not.toMatch(/^(server|x-powered-by|via|x-runtime):/im)
      expect(text, path).not.toMatch(/fastify|node_modules|node\.js|\.ts:\d|\bat .*:\d+:\d+/i)
    }
  })

  test('an error shows a reference and nothing of its cause', async () => {
    const { owner } = server.database
    await owner.query('alter table accounts rename to accounts_away')
    const page = await ask('/users/somebody', { accept: 'text/html' })
    const problem = await ask('/api/users/somebody')
    await owner.query('alter table accounts_away rename to accounts')
    for (const { status, text } of [page, problem]) {
      expect(status).toBe(500)
      expect(text).toMatch(/\b(\w{4}-){2}\w{4}\b/)
      expect(text).not.toMatch(/accounts|relation|42P01|select |at \w|\.ts\b/)
    }
  })
})
