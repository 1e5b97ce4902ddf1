import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cleanUp, freshFolder, postmastersOf } from './fixtures/processes.ts'
import { join } from './fixtures/test-client.ts'
import { until } from './fixtures/until.ts'

vi.setConfig({ testTimeout: 40_000, hookTimeout: 40_000 })

afterEach(cleanUp)

describe('a data directory that is deleted while the database runs', () => {
  it('ends PostgreSQL and its supervisor', async () => {
    const dataDir = freshFolder()
    const client = await join(dataDir)
    // PostgreSQL may make a file in a folder that was just emptied.
    while (existsSync(dataDir)) rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    await client.expect('the sentence', ({ log = '' }) => /was deleted or replaced while the database ran/.test(log))
    await until('PostgreSQL to end', () => postmastersOf(dataDir).length === 0)
    expect(existsSync(dataDir)).toBe(false)
  })

  it('is not replaced by an empty database when the folder is made again', async () => {
    const folder = freshFolder()
    const dataDir = joinPath(folder, 'data')
    const client = await join(dataDir)
    renameSync(dataDir, joinPath(folder, 'moved'))
    mkdirSync(dataDir)
    await client.expect('the sentence', ({ log = '' }) => /was removed while Porchlight ran: put it back/.test(log))
    expect(existsSync(joinPath(dataDir, 'pg'))).toBe(false)
    expect(readFileSync(joinPath(folder, 'moved/db.log'), 'utf8')).toMatch(/received immediate shutdown request/)
  })
})
