import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { runCheck, sightOf } from '../../../../test/support/sight.ts'
import { joinEmbedded } from '../embedded/index.ts'
import { checks } from './checks.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const production = { environment: 'production', databasePoolSize: 10 }
type Wishes = { user?: string; config?: typeof production; now?: () => Date; database?: TestDatabase }
const run = (name: string, { user, config = production, now, database: own = database }: Wishes = {}) =>
  runCheck(
    checks,
    name,
    sightOf({
      config,
      database: own,
      connection: { ...own.connection, ...(user === undefined ? {} : { user }) },
      ...(now ? { now } : {}),
    }),
  )

describe('the role of the server', () => {
  const names = ['role-is-no-superuser', 'role-cannot-rewrite-audit', 'role-creates-nothing']

  it('passes as it is made', async () => {
    for (const name of names) expect(await run(name), name).toMatchObject({ state: 'passed' })
  })

  it('a superuser fails everything', async () => {
    for (const name of names)
      expect(await run(name, { user: 'porchlight_admin' }), name).toMatchObject({ state: 'failed' })
  })

  it('the owner fails in production and is warned of elsewhere, with the tables that are not protected', async () => {
    expect(await run('role-is-no-superuser', { user: 'porchlight_owner' })).toMatchObject({ state: 'passed' })
    for (const name of names.slice(1)) {
      expect(await run(name, { user: 'porchlight_owner' }), name).toMatchObject({ state: 'failed' })
      const config = { ...production, environment: 'staging' }
      expect(await run(name, { user: 'porchlight_owner', config }), name).toMatchObject({ state: 'warned' })
    }
    const { evidence } = await run('role-cannot-rewrite-audit', { user: 'porchlight_owner' })
    expect(evidence).toContain('porchlight_owner owns audit_details, audit_events')
  })

  it('one that may remove rows of the audit log fails', async () => {
    await database.owner.query('grant delete on porchlight.audit_events to porchlight')
    const outcome = await run('role-cannot-rewrite-audit')
    await database.owner.query('revoke delete on porchlight.audit_events from porchlight')
    expect(outcome).toMatchObject({ state: 'failed', evidence: 'porchlight may change rows of audit_events' })
  })
})

describe('reaching it', () => {
  it('is told with version and role, and a database that is not there fails', async () => {
    expect((await run('database-reached')).evidence).toMatch(/^PostgreSQL \d\d\.\d+ answers porchlight$/)
    expect(await run('database-reached', { user: 'nobody_at_all' })).toMatchObject({ state: 'failed' })
    expect(await runCheck(checks, 'database-reached', sightOf({ config: production }))).toMatchObject({
      state: 'failed',
      evidence: 'no database',
    })
  })
})

describe('the schema', () => {
  let own: TestDatabase
  beforeAll(async () => {
    own = await createTestDatabase()
  })
  afterAll(() => own.close())
  const plant = async (statement: string, takeBack: string) => {
    await own.owner.query(statement)
    const outcome = await run('schema-as-written', { database: own })
    await own.owner.query(takeBack)
    return outcome
  }

  it('passes after all migrations', async () => {
    expect(await run('schema-as-written', { database: own })).toMatchObject({ state: 'passed' })
    expect((await run('migrations-applied', { database: own })).evidence).toMatch(/^\d+ are applied and none waits$/)
  })

  it.each([
    [
      'a column added behind it',
      'alter table porchlight.devices add column nickname text',
      'alter table porchlight.devices drop column nickname',
      'one difference: not of this release: table devices: nickname text',
    ],
    [
      'an index that is gone',
      'drop index porchlight.accounts_email_key',
      'create unique index accounts_email_key on porchlight.accounts (lower(email))',
      'one difference: missing: CREATE UNIQUE INDEX accounts_email_key',
    ],
    [
      'a right that somebody gave',
      'grant truncate on porchlight.sessions to porchlight',
      'revoke truncate on porchlight.sessions from porchlight',
      '2 differences, the first: missing: grant',
    ],
    [
      'a table that somebody renamed',
      'alter table porchlight.migrations rename to migrations_2',
      'alter table porchlight.migrations_2 rename to migrations',
      'the first: missing: table migrations',
    ],
  ])('%s is named', async (_, statement, takeBack, evidence) => {
    const outcome = await plant(statement, takeBack)
    expect([outcome.state, outcome.evidence]).toEqual(['failed', expect.stringContaining(evidence)])
    expect(await run('schema-as-written', { database: own })).toMatchObject({ state: 'passed' })
  })

  it('migrations that wait, and ones of a later release, fail', async () => {
    await own.owner.query('update porchlight.migrations set number = 9999, breaking = true where number = 2')
    expect(await run('migrations-applied', { database: own })).toMatchObject({ state: 'failed' })
    await own.owner.query('update porchlight.migrations set breaking = false where number = 9999')
    const { state, mend } = await run('migrations-applied', { database: own })
    expect([state, mend]).toEqual(['failed', 'Run: porchlight migrate'])
  })
})

describe('the server', () => {
  afterEach(async () => {
    const name = database.connection.database
    await database.owner.query(`alter database ${name} connection limit -1`)
    await database.owner.query(`alter database ${name} reset synchronous_commit`)
  })

  it('the pool passes where it fits, and fails where it does not', async () => {
    expect((await run('pool-fits')).evidence).toMatch(
      /^max_connections is \d+; \d+ are open .* room for \d+ processes$/,
    )
    expect(await run('pool-fits')).toMatchObject({ state: 'passed' })
    const config = { ...production, databasePoolSize: 200 }
    expect(await run('pool-fits', { config })).toMatchObject({ state: 'failed', mend: expect.stringContaining('413') })
    await database.owner.query(`alter database ${database.connection.database} connection limit 20`)
    expect(await run('pool-fits')).toMatchObject({ state: 'warned', evidence: expect.stringContaining('may have 20') })
  })

  it('a server without fsync fails, and so does a database that does not wait for the disk', async () => {
    const { state, evidence } = await run('writes-survive-power-cut')
    expect([state, evidence]).toEqual(['failed', expect.stringContaining('fsync is off')])
    await database.owner.query(`alter database ${database.connection.database} set synchronous_commit = off`)
    expect((await run('writes-survive-power-cut')).evidence).toContain('synchronous_commit is off')
  })

  it('the embedded server as it runs for people passes', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-durable-'))
    const embedded = await joinEmbedded({ dataDir })
    try {
      const sight = sightOf({ config: production, database, connection: embedded.connection('app') })
      expect(await runCheck(checks, 'writes-survive-power-cut', sight)).toEqual({
        state: 'passed',
        evidence: 'fsync is on, full_page_writes is on, synchronous_commit is on',
      })
    } finally {
      await embedded.leave()
      await rm(dataDir, { recursive: true })
    }
  })

  it.each([
    ['now', 0, 'passed'],
    ['10 s ahead', 10_000, 'warned'],
    ['2 minutes behind', -120_000, 'failed'],
    ['in 1970', -Date.now(), 'failed'],
  ] as const)('a clock that is %s: %s', async (_, shift, state) => {
    expect(await run('clocks-agree', { now: () => new Date(Date.now() + shift) })).toMatchObject({ state })
  })
})
