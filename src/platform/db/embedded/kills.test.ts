// Long because each kill is one story, told with the same clients and folders.
import { existsSync, writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  cleanUp,
  freshFolder,
  getPostmaster,
  getSupervisor,
  killNow,
  postmastersOf,
  processesOf,
  readLog,
  untilNothingRuns,
} from './fixtures/processes.ts'
import { makeSettled, type Settled } from './fixtures/settled.ts'
import { join, TestClient } from './fixtures/test-client.ts'
import { until } from './fixtures/until.ts'
import { joinEmbedded } from './index.ts'

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 })

let settled: Settled
beforeAll(async () => {
  settled = await makeSettled()
})
afterEach(cleanUp)
afterAll(() => settled.remove())

const BACK = (message: { log?: string }) => message.log === 'The database is back.'
const COUNT = 'select count(*)::int as count from kept'

async function joinWithRow(dataDir: string): Promise<TestClient> {
  const client = await join(dataDir)
  await client.query('drop table if exists kept', 'owner')
  await client.query('create table kept (id int)', 'owner')
  await client.query('insert into kept values (1)', 'owner')
  return client
}

describe('a client that is killed', () => {
  it('leaves a PostgreSQL that ends in order by itself', async () => {
    const dataDir = settled.begin()
    const client = await join(dataDir)
    client.kill()
    await untilNothingRuns(dataDir)
    expect(readLog(dataDir)).toMatch(
      /database system is shut down[^\n]*\n.*The last client has left; PostgreSQL ended\.\n$/,
    )
  })

  it('finds the same PostgreSQL when it starts again at once', async () => {
    const dataDir = settled.begin()
    const client = await join(dataDir)
    const postmaster = getPostmaster(dataDir)
    client.kill()
    await client.ended
    const next = await join(dataDir)
    expect(await next.query('select 1 as one')).toEqual({ rows: [{ one: 1 }] })
    expect(getPostmaster(dataDir)).toBe(postmaster)
  })
})

describe('a PostgreSQL that is killed', () => {
  it('is started again and has what was committed', async () => {
    const dataDir = settled.begin()
    const client = await joinWithRow(dataDir)
    const postmaster = getPostmaster(dataDir)
    killNow(postmaster)
    await until('another PostgreSQL', () => ![undefined, postmaster].includes(postmastersOf(dataDir)[0]))
    await untilAnswers(client)
    expect(await client.query(COUNT, 'owner')).toEqual({ rows: [{ count: 1 }] })
  })

  it('is given up after five deaths within a minute, in one sentence, and tried again later', async () => {
    const dataDir = settled.begin()
    const client = await join(dataDir)
    const supervisor = getSupervisor(dataDir)
    for (let death = 0; death < 5; death++) {
      await untilAnswers(client)
      const postmaster = getPostmaster(dataDir)
      killNow(postmaster)
      // The next one may be there before anybody looks.
      await until('its end', () => !postmastersOf(dataDir).includes(postmaster))
    }
    await client.expect('the sentence', ({ log = '' }) => /^PostgreSQL died 5 times within a minute: read /.test(log))
    await client.expect('the database', BACK)
    expect(getSupervisor(dataDir)).not.toBe(supervisor)
  })
})

describe('a supervisor that is killed', () => {
  it('is replaced by one that takes over the same PostgreSQL, for every client', async () => {
    const dataDir = settled.begin()
    const clients = [await joinWithRow(dataDir), await join(dataDir)]
    const postmaster = getPostmaster(dataDir)
    const supervisor = getSupervisor(dataDir)
    killNow(supervisor)
    expect(await clients[1]!.query(COUNT, 'owner')).toEqual({ rows: [{ count: 1 }] })
    for (const client of clients) await client.expect('the database', BACK)
    expect(getSupervisor(dataDir)).not.toBe(supervisor)
    expect(getPostmaster(dataDir)).toBe(postmaster)
    await clients[0]!.leave()
    expect(getPostmaster(dataDir)).toBe(postmaster)
    await clients[1]!.leave()
    expect(postmastersOf(dataDir)).toEqual([])
  })

  it('at the moment of a good-bye leaves no PostgreSQL behind', async () => {
    const dataDir = settled.begin()
    const database = await joinEmbedded({ dataDir, fsync: false })
    killNow(getSupervisor(dataDir))
    await database.leave()
    expect(postmastersOf(dataDir)).toEqual([])
  })

  it('does not mind Ctrl-C and the signals of a service manager', async () => {
    const dataDir = settled.begin()
    const client = await join(dataDir)
    const supervisor = getSupervisor(dataDir)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(supervisor, signal)
    const second = await join(dataDir)
    expect(await second.query('select 1 as one')).toEqual({ rows: [{ one: 1 }] })
    expect(getSupervisor(dataDir)).toBe(supervisor)
    await Promise.all([client.leave(), second.leave()])
    expect(readLog(dataDir)).toMatch(/database system is shut down/)
  })

  it('makes others wait while it hangs, and counts them when it goes on', async () => {
    const dataDir = settled.begin()
    await join(dataDir)
    const supervisor = getSupervisor(dataDir)
    process.kill(supervisor, 'SIGSTOP')
    const waiting = new TestClient(dataDir)
    await pause(300)
    expect(waiting.messages).toEqual([])
    process.kill(supervisor, 'SIGCONT')
    await waiting.joined()
    expect(getSupervisor(dataDir)).toBe(supervisor)
  })
})

describe('everything killed at once', () => {
  it('starts again at once and has what was committed', async () => {
    const dataDir = settled.begin()
    const client = await joinWithRow(dataDir)
    killNow(client.pid, getSupervisor(dataDir), getPostmaster(dataDir))
    const next = await join(dataDir)
    expect(await next.query(COUNT, 'owner')).toEqual({ rows: [{ count: 1 }] })
  })

  it('waits for what of the old PostgreSQL still lives', async () => {
    const dataDir = settled.begin()
    const client = await join(dataDir)
    const session = new Client({
      host: joinPath(dataDir, 'pg'),
      port: 5432,
      user: 'porchlight_admin',
      database: 'postgres',
    })
    session.on('error', () => undefined)
    await session.connect()
    const { rows } = await session.query<{ pid: number }>('select pg_backend_pid() as pid')
    process.kill(rows[0]!.pid, 'SIGSTOP')
    killNow(client.pid, getSupervisor(dataDir), getPostmaster(dataDir))
    const next = new TestClient(dataDir)
    await until('a refusal', () => /pre-existing shared memory block .* still in use/.test(readLog(dataDir)))
    expect(next.messages).toEqual([])
    killNow(rows[0]!.pid)
    await next.joined()
    await session.end().catch(() => undefined)
  })

  it('starts where the files of the dead name a process that is somebody else', async () => {
    const dataDir = settled.begin()
    writeFileSync(joinPath(dataDir, 'pg/postmaster.pid'), `${process.pid}\n${dataDir}/pg\n0\n5432\n.\n\n 0 0\nready\n`)
    writeFileSync(joinPath(dataDir, 'pg/.s.PGSQL.5432.lock'), `${process.pid}\n${dataDir}/pg\n0\n5432\n.\n`)
    writeFileSync(joinPath(dataDir, 'db.sock'), '')
    const client = await join(dataDir)
    expect(await client.query('select 1 as one')).toEqual({ rows: [{ one: 1 }] })
  })

  it.each([0.1, 0.5])('starts after a first start that was killed about %d of the way', async (part) => {
    const dataDir = freshFolder()
    const client = new TestClient(dataDir)
    await until('the setup', () => existsSync(joinPath(dataDir, 'db.log')) && /Setting up/.test(readLog(dataDir)))
    await pause((part + Math.random() / 4) * 500)
    killNow(client.pid, ...processesOf(dataDir).map(({ pid }) => pid))
    const next = await join(dataDir)
    expect(await next.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
  })
})

it('turns db.log over when it has grown above 5 MB, and PostgreSQL goes on in it', async () => {
  const dataDir = settled.begin()
  writeFileSync(joinPath(dataDir, 'db.log'), 'x'.repeat(5 * 1024 * 1024 + 1))
  await join(dataDir)
  expect(existsSync(joinPath(dataDir, 'db.log.1'))).toBe(true)
  expect(readLog(dataDir)).toMatch(/^\d{4}-.*starting PostgreSQL/)
})

async function untilAnswers(client: TestClient): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await client.query('select 1 as one')).rows) return
    await pause(50)
  }
  throw new Error('The database did not answer again.')
}
