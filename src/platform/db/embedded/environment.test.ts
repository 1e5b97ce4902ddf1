import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { needs } from '../../../../test/support/needs.ts'
import { cleanUp, freshFolder, getPostmaster, supervisorsOf } from './fixtures/processes.ts'
import { join } from './fixtures/test-client.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const setsid = needs('setsid', spawnSync('setsid', ['--help']).status === 0)

afterEach(cleanUp)

describe('the environment', () => {
  it('does not lead the server or its clients elsewhere', async () => {
    const dataDir = freshFolder()
    const env = {
      ...process.env,
      PGPORT: '6000',
      PGHOST: '192.0.2.1',
      PGUSER: 'somebody',
      PGDATABASE: 'elsewhere',
      PGDATA: '/nowhere',
      PGSSLMODE: 'require',
      PGOPTIONS: '-c search_path=nowhere',
      LC_ALL: 'xx_XX',
    }
    const client = await join(dataDir, { env })
    expect(await client.query(`select current_user as me, current_setting('search_path') as path`, 'app')).toEqual({
      rows: [{ me: 'porchlight', path: '"$user", public' }],
    })
    expect(existsSync(joinPath(dataDir, 'pg/.s.PGSQL.5432'))).toBe(true)
    await client.leave()
    expect(await client.ended).toBe(0)
  })

  it.skipIf(!setsid)('may be empty, without a terminal', async () => {
    const client = await join(freshFolder(), { prefix: ['/usr/bin/env', '-i', 'setsid', '--wait'] })
    expect(await client.query(`select current_setting('server_encoding') as encoding`)).toEqual({
      rows: [{ encoding: 'UTF8' }],
    })
    await client.leave()
    expect(await client.ended).toBe(0)
  })

  it.runIf(process.platform === 'linux')('is not handed on: secrets stay in the process that needs them', async () => {
    const dataDir = freshFolder()
    await join(dataDir, { env: { ...process.env, SECRET_KEY: 'marked', NODE_OPTIONS: '--no-warnings' } })
    for (const pid of [...supervisorsOf(dataDir), getPostmaster(dataDir)]) {
      const names = readFileSync(`/proc/${pid}/environ`, 'utf8')
        .split('\0')
        .map((entry) => entry.split('=')[0])
      expect(names.filter((name) => name !== '' && name !== 'PG_GRANDPARENT_PID').sort()).toEqual([
        'LC_ALL',
        'PATH',
        'TZ',
      ])
    }
  })
})
