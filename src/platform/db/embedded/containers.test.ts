import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { needs } from '../../../../test/support/needs.ts'
import { cleanUp, readLog, untilNothingRuns } from './fixtures/processes.ts'
import { makeSettled, type Settled } from './fixtures/settled.ts'
import { join } from './fixtures/test-client.ts'

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 })

const containers = needs(
  'root with process namespaces',
  spawnSync('unshare', ['--pid', '--ipc', '--fork', '--kill-child', '--mount-proc', 'true']).status === 0,
)

let settled: Settled
beforeAll(async () => {
  settled = await makeSettled()
})
afterEach(cleanUp)
afterAll(() => settled.remove())

describe('a container', () => {
  const container = { prefix: ['unshare', '--pid', '--ipc', '--fork', '--kill-child', '--mount-proc'] }

  it.skipIf(!containers)(
    'that is stopped ends PostgreSQL in order, though its end ends every process in it',
    async () => {
      const dataDir = settled.begin()
      const client = await join(dataDir, container)
      await client.leave()
      expect(await client.ended).toBe(0)
      expect(readLog(dataDir)).toMatch(/database system is shut down/)
      expect(existsSync(joinPath(dataDir, 'pg/postmaster.pid'))).toBe(false)
    },
  )

  it.skipIf(!containers)('that is killed starts again, with the same process numbers in use', async () => {
    const dataDir = settled.begin()
    const client = await join(dataDir, container)
    await client.query('create table in_container as select 1 as one', 'owner')
    client.kill()
    await untilNothingRuns(dataDir)
    expect(existsSync(joinPath(dataDir, 'pg/postmaster.pid'))).toBe(true)
    const next = await join(dataDir, container)
    expect(await next.query('select * from in_container', 'owner')).toEqual({ rows: [{ one: 1 }] })
  })

  it.skipIf(!containers)('shares the database with another on the same volume', async () => {
    const dataDir = settled.begin()
    const clients = await Promise.all([join(dataDir, container), join(dataDir, container)])
    for (const client of clients) expect(await client.query('select 1 as one')).toEqual({ rows: [{ one: 1 }] })
    expect(readLog(dataDir).match(/starting PostgreSQL/g)).toHaveLength(1)
  })
})
