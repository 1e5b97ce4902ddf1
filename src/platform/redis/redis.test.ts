import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { freePort } from '../../../test/support/free-port.ts'
import { hasRedis, startTestRedis, type TestRedis } from '../../../test/support/redis.ts'
import { RedisAway } from './reason.ts'
import { connectRedis, type Redis } from './redis.ts'
import { defineScript } from './script.ts'

const patience = { timeout: 20_000, interval: 20 }
const add = defineScript(`return redis.call('incrby', KEYS[1], ARGV[1])`)

/** A line to a port that can go dead without a sound: what is sent on it is lost, and nobody is told. */
async function openLine(port: number) {
  const sockets: Socket[] = []
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.push(from)
      from.on('error', () => {}).pipe(to)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => sockets.length / 2,
    cut() {
      for (const socket of sockets) socket.unpipe().resume()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe.skipIf(!hasRedis)('a connection to Redis', () => {
  let server: TestRedis
  let redis: Redis | undefined
  const lines: { reason?: string; msg: string }[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })

  const open = async (url = server.url) => {
    redis = await connectRedis({ url, log })
    return redis
  }
  const up = (connection: Redis) => vi.waitUntil(() => connection.isUp(), patience)
  const said = () => lines.map(({ msg, reason }) => reason ?? msg)

  beforeAll(async () => {
    server = await startTestRedis()
  })
  afterAll(() => server.stop())
  beforeEach(() => {
    lines.length = 0
  })
  afterEach(async () => {
    await redis?.close()
    redis = undefined
  })

  it('is up at once, says nothing, and has a name that an operator can see', async () => {
    const connection = await open()
    await up(connection)
    expect(lines).toEqual([])
    expect(await server.command('CLIENT LIST TYPE normal')).toContain('name=porchlight')
  })

  it('runs a script by its name, and by its text where Redis has forgotten it', async () => {
    const connection = await open()
    await up(connection)
    expect(await connection.run(add, 'sum', [2])).toBe(2)
    expect(await connection.run(add, 'sum', [2])).toBe(4)
    await server.command('SCRIPT FLUSH')
    expect(await connection.run(add, 'sum', [2])).toBe(6)
    expect(await server.command('GET porchlight:sum')).toContain('6')
  })

  it('gives up within a second while Redis is held still, at once after that, and comes back', async () => {
    const connection = await open()
    await up(connection)
    server.pause()
    const started = performance.now()
    try {
      await expect(connection.run(add, 'held', [1])).rejects.toBeInstanceOf(RedisAway)
      expect(performance.now() - started).toBeLessThan(1_000)
      for (let turn = 0; turn < 50; turn++) await connection.run(add, 'held', [1]).catch(() => null)
      expect(performance.now() - started).toBeLessThan(1_000)
    } finally {
      server.resume()
    }
    await up(connection)
    await connection.run(add, 'held', [1])
    expect(said()).toEqual(['it does not answer in time', 'redis is back'])
  })

  it('notices without being asked that the line is dead, and takes another one', async () => {
    const line = await openLine(Number(new URL(server.url).port))
    try {
      const connection = await open(line.url)
      await up(connection)
      line.cut()
      await vi.waitUntil(() => !connection.isUp(), patience)
      await up(connection)
      expect(line.connections()).toBeGreaterThan(1)
      expect(said()).toEqual(['it does not answer in time', 'redis is back'])
    } finally {
      line.close()
    }
  })

  it('finds a Redis that was killed and started again, with two lines in the log', async () => {
    const connection = await open()
    await up(connection)
    await server.kill()
    await vi.waitUntil(() => !connection.isUp(), patience)
    await expect(connection.check()).rejects.toBeInstanceOf(RedisAway)
    await server.restart()
    await up(connection)
    await connection.check()
    expect(lines).toHaveLength(2)
    expect(said()[1]).toBe('redis is back')
  })

  it('waits for one that is not there yet', async () => {
    const connection = await open(`redis://127.0.0.1:${await freePort()}`)
    expect(connection.isUp()).toBe(false)
    expect(said()).toEqual(['nothing listens at the address of REDIS_URL'])
  })

  it('says what is wrong with a password, once and without the password', async () => {
    const guarded = await startTestRedis(['--requirepass', 'right'])
    try {
      const connection = await open(guarded.url.replace('//', '//:wrong-one@'))
      expect(connection.isUp()).toBe(false)
      expect(said()).toEqual(['it refuses the user name or password of REDIS_URL; correct them'])
      expect(JSON.stringify(lines)).not.toContain('wrong-one')
      await connection.close()
      await up(await open(guarded.url.replace('//', '//:right@')))
    } finally {
      await guarded.stop()
    }
  })

  it('says that a database number is too high', async () => {
    await open(`redis://127.0.0.1:${new URL(server.url).port}/99`)
    expect(said()).toEqual(['it has no database with the number in REDIS_URL'])
  })

  it.each([
    ['takes no writes for want of memory', 'CONFIG SET maxmemory 1', 'CONFIG SET maxmemory 0', /^its memory is full/],
    ['is a replica', 'REPLICAOF 127.0.0.1 1', 'REPLICAOF NO ONE', /^it is a replica/],
    [
      'forbids scripts',
      'ACL SETUSER default -eval -evalsha',
      'ACL SETUSER default +@all',
      /^the user of REDIS_URL may not/,
    ],
    [
      'forbids to publish',
      'ACL SETUSER default -publish',
      'ACL SETUSER default +@all',
      /^the user of REDIS_URL may not/,
    ],
  ])('does not use a Redis that %s, until it can', async (_, worse, better, reason) => {
    const connection = await open()
    await up(connection)
    expect(await server.command(worse)).toBe('+OK\r\n')
    try {
      await vi.waitUntil(() => !connection.isUp(), patience)
    } finally {
      await server.command(better)
    }
    await up(connection)
    expect(said()).toEqual([expect.stringMatching(reason), 'redis is back'])
  })

  it('stops in time whether Redis answers or not', async () => {
    const connection = await open()
    await up(connection)
    server.pause()
    const started = performance.now()
    await connection.close()
    server.resume()
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(lines).toEqual([])
  })
})
