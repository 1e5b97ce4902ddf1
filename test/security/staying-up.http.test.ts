import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildApp } from '../../src/app/build-app.ts'
import { listen } from '../../src/app/listen.ts'
import { loadConfig } from '../../src/config/config.ts'
import { loadKeys, sealKeysOf } from '../../src/features/keys/index.ts'
import { createHasher } from '../../src/features/passwords/index.ts'
import type { App } from '../../src/platform/http/app.ts'
import { timeouts } from '../../src/platform/http/server.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { testSecret } from '../support/server.ts'
import { silentLog } from '../support/silent-log.ts'
import { openSocket, readAll, statusesOf } from './raw-request.ts'

// As the product listens, only less patient, so that the end of its patience can be seen.
const patience = {
  headersTimeout: 1_000,
  requestTimeout: 1_500,
  keepAliveTimeout: 500,
  connectionsCheckingInterval: 100,
  stalled: 1_500,
}

let app: App
let database: TestDatabase
let door: { readonly origin: string }
const accepted = new Set<Socket>()
const watch = (message: unknown) => {
  const { socket } = message as { socket: Socket }
  accepted.add(socket)
  socket.once('close', () => accepted.delete(socket))
}

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  door = { origin: `http://127.0.0.1:${port}` }
  const env = {
    ENVIRONMENT: 'test',
    PORT: String(port),
    SECRET_KEY: testSecret,
    PUBLIC_URL: door.origin,
    RATE_LIMITS: 'off',
  }
  const config = loadConfig({ env, cwd: '/nonexistent' })
  const keys = await loadKeys(database.db, [testSecret])
  const parts = { config, db: database.db, clock: () => new Date(), log: silentLog(), keys, hasher: createHasher() }
  const sealKeys = sealKeysOf([testSecret])
  app = await buildApp({ ...parts, sealKeys })
  await listen(app, { hosts: ['127.0.0.1'], port, patience })
  subscribe('net.server.socket', watch)
})
afterAll(async () => {
  unsubscribe('net.server.socket', watch)
  await app.close()
  await database.close()
})

const ask = async (path = '/login') => {
  const started = performance.now()
  const reply = await fetch(door.origin + path, { headers: { connection: 'close' } })
  await reply.arrayBuffer()
  return { status: reply.status, ms: performance.now() - started }
}

/** As many connections, each of which begins with `text` and then goes on as slowly as the attack wants. */
async function open(count: number, text: string): Promise<Socket[]> {
  const sockets = await Promise.all(Array.from({ length: count }, () => openSocket(door)))
  for (const socket of sockets) if (text) socket.write(text)
  return sockets
}

const host = () => `Host: ${new URL(door.origin).host}\r\n`
const drip = (sockets: readonly Socket[], text: string) =>
  setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write(text)
  }, 100)

const end = (sockets: readonly Socket[]) => {
  for (const socket of sockets) socket.destroy()
}

const attacks: [string, () => Promise<() => void>][] = [
  [
    'idle sockets',
    async () => {
      const sockets = await open(200, '')
      return () => end(sockets)
    },
  ],
  [
    'slow headers',
    async () => {
      const sockets = await open(100, `GET /login HTTP/1.1\r\n${host()}`)
      const timer = drip(sockets, 'X: y\r\n')
      return () => {
        clearInterval(timer)
        end(sockets)
      }
    },
  ],
  [
    'slow bodies',
    async () => {
      const form =
        'Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n'
      const sockets = await open(100, `POST /login HTTP/1.1\r\n${host()}${form}a=`)
      const timer = drip(sockets, 'b')
      return () => {
        clearInterval(timer)
        end(sockets)
      }
    },
  ],
  [
    'slow readers',
    async () => {
      const request = `GET /openapi.json HTTP/1.1\r\n${host()}\r\n`
      const sockets = await open(10, request.repeat(400))
      for (const socket of sockets) socket.pause()
      return () => end(sockets)
    },
  ],
]

describe('slow headers, slow bodies, slow readers and idle sockets do not slow others', () => {
  test.each(attacks)('%s: others are served meanwhile, and they are cut off', async (_, attack) => {
    await ask()
    await vi.waitFor(() => expect(accepted.size).toBe(0), { timeout: 10_000, interval: 50 })
    const stop = await attack()
    try {
      await vi.waitFor(() => expect(accepted.size).toBeGreaterThanOrEqual(10), { timeout: 10_000, interval: 20 })
      for (let at = 0; at < 10; at += 1) {
        const { status, ms } = await ask()
        expect(status).toBe(200)
        expect(ms).toBeLessThan(3_000)
      }
      await vi.waitFor(() => expect(accepted.size).toBe(0), { timeout: 15_000, interval: 50 })
    } finally {
      stop()
    }
  })

  test('a slow reader takes no more memory than its connection holds', async () => {
    const before = process.memoryUsage().rss
    const request = `GET /openapi.json HTTP/1.1\r\n${host()}\r\n`
    const [socket] = (await open(1, request.repeat(3_000))) as [Socket]
    socket.pause()
    await vi.waitFor(() => expect(accepted.size).toBe(1), { timeout: 10_000, interval: 20 })
    await ask('/openapi.json')
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
    socket.destroy()
  })

  test.each([
    ['headers that do not end', 'X: y\r\n', () => `GET /login HTTP/1.1\r\n${host()}`],
    [
      'a body that does not end',
      'b',
      () =>
        `POST /login HTTP/1.1\r\n${host()}Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\na=`,
    ],
  ])('%s: told so with 408, and nothing else', async (_, more, beginning) => {
    const socket = await openSocket(door)
    socket.write(beginning())
    const timer = drip([socket], more)
    const text = await readAll(socket)
    clearInterval(timer)
    expect(statusesOf(text)).toEqual([408])
    expect(text).toMatch(/\r\nConnection: close\r\nContent-Length: 0\r\n/)
  })

  test('who is slow and still in time is served', async () => {
    const socket = await openSocket(door)
    const text = `GET /health/live HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`
    const answer = readAll(socket)
    for (const part of text.match(/.{1,20}/gs) ?? []) {
      socket.write(part)
      await pause(20)
    }
    expect(statusesOf(await answer)).toEqual([200])
  })

  test('the product waits 15 seconds for headers, 30 for a whole request, and looks every 5', () => {
    expect(timeouts).toMatchObject({
      headersTimeout: 15_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 5_000,
    })
  })
})
