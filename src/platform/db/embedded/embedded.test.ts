import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  cleanUp,
  freshFolder,
  getPostmaster,
  postmastersOf,
  readLog,
  supervisorsOf,
  untilNothingRuns,
} from './fixtures/processes.ts'
import { makeSettled, type Settled } from './fixtures/settled.ts'
import { join, TestClient } from './fixtures/test-client.ts'
import { until } from './fixtures/until.ts'
import { joinEmbedded } from './index.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let settled: Settled
beforeAll(async () => {
  settled = await makeSettled()
})
afterEach(cleanUp)
afterAll(() => settled.remove())

describe('a first start', () => {
  it('makes a UTF8 database from nothing, in a folder only its owner can enter', async () => {
    const dataDir = joinPath(freshFolder(), 'not/there/yet')
    const database = await joinEmbedded({ dataDir, fsync: false })
    const client = new Client(database.connection('app'))
    await client.connect()
    const { rows } = await client.query(
      `select current_setting('server_encoding') as encoding, lower('ÀÉ') as lower, current_setting('TimeZone') as zone`,
    )
    await client.end()
    await database.leave()
    expect(rows).toEqual([{ encoding: 'UTF8', lower: 'àé', zone: 'UTC' }])
    expect(database.serverVersion).toBe('18.4')
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    expect(statSync(joinPath(dataDir, 'pg')).mode & 0o777).toBe(0o700)
  })

  it('syncs to the disk unless it is told not to, and refuses to join one that does not', async () => {
    const dataDir = settled.begin()
    const careless = await join(dataDir)
    await expect(joinEmbedded({ dataDir })).rejects.toThrow(/^The database in .* runs without fsync/)
    await careless.leave()
    const database = await joinEmbedded({ dataDir })
    const client = new Client(database.connection('admin'))
    await client.connect()
    const { rows } = await client.query('show fsync')
    await client.end()
    await database.leave()
    expect(rows).toEqual([{ fsync: 'on' }])
  })

  it('listens nowhere but on a socket in its own folder', async () => {
    const client = await join(settled.begin())
    expect(
      await client.query(`select current_setting('listen_addresses') as tcp, inet_server_addr() as address`),
    ).toEqual({
      rows: [{ tcp: '', address: null }],
    })
  })

  it('starts once when eight processes want it at the same moment', async () => {
    const dataDir = freshFolder()
    const clients = await Promise.all(Array.from({ length: 8 }, () => join(dataDir)))
    await until('one supervisor', () => supervisorsOf(dataDir).length === 1)
    expect(postmastersOf(dataDir)).toHaveLength(1)
    expect(readLog(dataDir).match(/Setting up PostgreSQL/g)).toHaveLength(1)
    const answers = await Promise.all(clients.map((client) => client.query('select 1 as one')))
    expect(answers).toEqual(Array(8).fill({ rows: [{ one: 1 }] }))
  })

  it('works where the path is too long for the address of a socket, or says so', async () => {
    const dataDir = joinPath(freshFolder(), 'd'.repeat(100), 'e'.repeat(100))
    if (process.platform !== 'linux') {
      await expect(joinEmbedded({ dataDir })).rejects.toThrow(/is too long for a socket on this system: set DATA_DIR/)
      return
    }
    const client = await join(dataDir)
    expect(await client.query('select 1 as one', 'app')).toEqual({ rows: [{ one: 1 }] })
    await client.leave()
    expect(await client.ended).toBe(0)
  })
})

describe('the roles', () => {
  it('let the owner make tables and the application only use what it is given', async () => {
    const client = await join(settled.begin())
    expect(await client.query('drop table if exists kept; create table kept (id int)', 'owner')).toEqual({ rows: [] })
    expect(await client.query('create table mine (id int)', 'app')).toEqual({ failed: '42501' })
    expect(await client.query('create schema mine', 'app')).toEqual({ failed: '42501' })
    expect(await client.query('create temporary table mine (id int)', 'app')).toEqual({ failed: '42501' })
    expect(await client.query('select * from kept', 'app')).toEqual({ failed: '42501' })
    expect(await client.query('drop table kept', 'app')).toEqual({ failed: '42501' })
    expect(await client.query('create role another', 'owner')).toEqual({ failed: '42501' })
  })

  it('are made again where they are missing, and rights that slipped in are taken back', async () => {
    const dataDir = settled.begin()
    const first = await join(dataDir)
    await first.query('revoke connect on database porchlight from porchlight; drop role porchlight')
    await first.query('grant create on schema public to public; grant all on database porchlight to public')
    await first.leave()
    const second = await join(dataDir)
    expect(await second.query('select current_user as me', 'app')).toEqual({ rows: [{ me: 'porchlight' }] })
    expect(await second.query('create table mine (id int)', 'app')).toEqual({ failed: '42501' })
    expect(await second.query('create temporary table mine (id int)', 'app')).toEqual({ failed: '42501' })
  })
})

describe('several clients', () => {
  it('share one PostgreSQL, which goes on when the first leaves and ends when the last does', async () => {
    const dataDir = settled.begin()
    const first = await join(dataDir)
    const second = await join(dataDir)
    const postmaster = getPostmaster(dataDir)
    await first.leave()
    expect(await second.query('select 1 as one')).toEqual({ rows: [{ one: 1 }] })
    expect(getPostmaster(dataDir)).toBe(postmaster)
    await second.leave()
    expect(await second.ended).toBe(0)
    expect(postmastersOf(dataDir)).toEqual([])
    expect(existsSync(joinPath(dataDir, 'pg/postmaster.pid'))).toBe(false)
    await untilNothingRuns(dataDir)
    expect(readdirSync(dataDir).sort()).toEqual(['db.log', 'lock', 'pg'])
  })

  it('come and go in two streams without an error', async () => {
    const dataDir = settled.begin()
    const stream = async () => {
      for (let command = 0; command < 4; command++) {
        const client = await join(dataDir)
        expect(await client.query('select 1 as one')).toEqual({ rows: [{ one: 1 }] })
        await client.leave()
        expect(await client.ended).toBe(0)
      }
    }
    await Promise.all([stream(), stream()])
    expect(readLog(dataDir)).not.toMatch(/was not properly shut down/)
  })

  it('may leave twice, and leave without waiting', async () => {
    const dataDir = settled.begin()
    const database = await joinEmbedded({ dataDir, fsync: false })
    await Promise.all([database.leave(), database.leave()])
    expect(postmastersOf(dataDir)).toEqual([])
  })
})

describe('a folder that something else is in', () => {
  it('is left alone when it holds files where PostgreSQL would be', async () => {
    const dataDir = freshFolder()
    mkdirSync(joinPath(dataDir, 'pg/photos'), { recursive: true })
    const client = new TestClient(dataDir)
    expect(await client.ended).toBe(1)
    expect(client.errors).toBe(`${dataDir}/pg holds files but no PostgreSQL database: move it away and start again.\n`)
    expect(readdirSync(joinPath(dataDir, 'pg'))).toEqual(['photos'])
  })
})
