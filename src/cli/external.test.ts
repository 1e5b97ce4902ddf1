import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExternal } from '../../test/support/external.ts'
import { hasPostgres, makeRoles, startTestPostgres, type TestPostgres } from '../../test/support/postgres.ts'
import { porchlight, startServerProcess } from '../../test/support/process.ts'

let postgres: TestPostgres
beforeAll(async () => {
  if (!hasPostgres) return
  postgres = await startTestPostgres({ max_connections: '20' })
  await makeRoles(postgres)
  await createExternal(postgres, 'people')
})
afterAll(() => postgres?.remove())

const oneRole = () => ({ DATABASE_URL: postgres.url('porchlight_owner', 'people') })
const twoRoles = () => ({
  DATABASE_URL: postgres.url('porchlight', 'people'),
  DATABASE_OWNER_URL: postgres.url('porchlight_owner', 'people'),
})

describe.skipIf(!hasPostgres)('with a PostgreSQL of one’s own', () => {
  it('migrate says what one role for everything loses', async () => {
    const { code, out } = await porchlight(['migrate'], { env: oneRole() }).finished
    expect(code).toBe(0)
    expect(out).toMatch(/^Roles: One role serves for everything: .* Set DATABASE_OWNER_URL to another role/m)
  })

  it('and nothing of it where there are two, to which it gives what they need', async () => {
    const { code, out } = await porchlight(['migrate'], { env: twoRoles() }).finished
    expect([code, out]).toEqual([0, 'Up to date: nothing to apply.\n'])
  })

  it('serve warns of processes that can take more connections than there are, and runs', async () => {
    const server = await startServerProcess({ ...twoRoles(), LOG_FORMAT: 'json' }, ['--workers', '2'])
    try {
      expect(server.err()).toContain(
        '2 processes take up to 28 connections to the database, and it has 17 for them. Set DATABASE_POOL_SIZE to 3 or less',
      )
      expect((await fetch(`${server.origin}/health/ready`)).status).toBe(200)
    } finally {
      await server.stop()
    }
  })
})
