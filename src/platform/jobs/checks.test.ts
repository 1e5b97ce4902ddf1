import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { runCheck, sightOf } from '../../../test/support/sight.ts'
import { checks } from './checks.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const run = () => runCheck(checks, 'jobs-can-be-left', sightOf({ config: null, database }))
const jobs = async () => (await database.owner.query('select from porchlight_jobs._private_jobs')).rowCount

it('a queue that the server can use passes, and holds nothing afterwards', async () => {
  expect(await run()).toEqual({ state: 'passed', evidence: 'a job was added, seen among 1 waiting, and taken back' })
  expect(await jobs()).toBe(0)
})

it('one that it may not write to, or that hides its rows, fails with what to do', async () => {
  const { user } = database.connection
  await database.owner.query(`revoke usage on schema porchlight_jobs from ${user}`)
  expect(await run()).toMatchObject({
    state: 'failed',
    evidence: expect.stringContaining('permission denied'),
    mend: expect.stringContaining('porchlight migrate'),
  })
  await database.owner.query(`grant usage on schema porchlight_jobs to ${user}`)
  await database.owner.query(`alter policy porchlight_${user} on porchlight_jobs._private_jobs using (false)`)
  expect(await run()).toMatchObject({ state: 'failed' })
})
