import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { findLink, offerLink, spendLink } from './one-time-link.ts'

const key = randomBytes(32)
const now = new Date()
let database: TestDatabase
const offer = (accountId: string | null, life: number | null = 60) =>
  database.db.transaction((tx) =>
    offerLink(tx, key, { purpose: 'set-password', accountId, now, life, bound: { since: 'x' } }),
  )
const spend = (token: string, at = now) =>
  database.db.transaction((tx) => spendLink(tx, key, { purpose: 'set-password', token, now: at }))

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('a token works once, 20 at once; asking again sends the same link', async () => {
  const token = await offer('1')
  expect(await offer('1')).toBe(token)
  const spent = await Promise.all(Array.from({ length: 20 }, () => spend(token)))
  expect(spent.filter((link) => link !== null)).toEqual([
    expect.objectContaining({ accountId: '1', bound: { since: 'x' } }),
  ])
  expect(await offer('1')).not.toBe(token)
})

it('a token serves its purpose, nothing else', async () => {
  const token = await offer('2')
  expect(await findLink(database.db, key, { purpose: 'first-admin', token, now })).toBeNull()
  expect(await findLink(database.db, key, { purpose: 'set-password', token, now })).toMatchObject({ accountId: '2' })
})

it('looking at a link does not spend it', async () => {
  const token = await offer('3')
  await findLink(database.db, key, { purpose: 'set-password', token, now })
  expect(await spend(token)).not.toBeNull()
})

it('expired, changed, foreign and random tokens are all the same: no link', async () => {
  const token = await offer('4')
  const later = new Date(now.getTime() + 61_000)
  const changed = token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA')
  const foreign = (await offer('5')).slice(0, 32) + token.slice(32)
  for (const [wrong, at] of [
    [token, later],
    [changed, now],
    [foreign, now],
    ['', now],
    ['x'.repeat(75), now],
    [`${token}x`, now],
  ] as const)
    expect(await spend(wrong, at)).toBeNull()
  expect(await spend(token)).not.toBeNull()
})

it('jobs, logs, backups and dumps hold no usable token', async () => {
  const token = await offer('6', null)
  const { rows } = await database.owner.query('select l::text as line from one_time_links l')
  const dump = rows.map(({ line }) => line).join('\n')
  expect(dump).not.toContain(token)
  expect(dump).not.toContain(token.slice(32))
})
