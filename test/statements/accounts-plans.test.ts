import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedAccounts } from '../../src/app/seed-accounts.ts'
import { type AccountsWanted, everyAccount, listAccounts } from '../../src/features/accounts/index.ts'
import { loadKeys } from '../../src/features/keys/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { testSecret } from '../support/server.ts'
import { explain, readsAll } from './plans.ts'

let database: TestDatabase
const now = new Date('2026-03-14T09:26:53.589Z')
beforeAll(async () => {
  database = await createTestDatabase()
  const { owner, db } = database
  // Fewer rows than these are read through sooner than looked up.
  const macKey = (await loadKeys(db, [testSecret]))['username-reservation']
  await seedAccounts({ owner, db, macKey }, { accounts: 20_000, seed: 7, passwordHash: null, now })
  // Few of each: nobody looks for them among all others.
  await owner.query(`
    update porchlight.accounts set role = 'moderator' where id % 1000 = 1;
    update porchlight.accounts set role = 'admin' where id % 5000 = 2;
    update porchlight.accounts set status = 'suspended', suspension_reason = 'x' where id % 500 = 3;
    update porchlight.accounts set status = 'restricted' where id % 2000 = 4;
    update porchlight.accounts set factors = '{totp}' where id % 50 = 5;
    update porchlight.accounts set factors = '{passkey}' where id % 1000 = 6;
    update porchlight.accounts set factors = '{totp,passkey}' where id % 5000 = 2;
    analyze`)
}, 120_000)
afterAll(() => database.close())

/** Nothing, a beginning, a common part of names, a domain that all have, what nobody has. */
const queries = ['', 'an', 'ann', '@example', 'nobody-has-this']
const roles = [undefined, 'member', 'moderator', 'admin'] as const
const statuses = [undefined, 'active', 'suspended', 'restricted'] as const

const factors = ['none', 'app', 'passkey'] as const

const narrowed: AccountsWanted[] = queries.flatMap((query) => [
  ...roles.flatMap((role) => statuses.map((status) => ({ query, role, status }))),
  ...factors.flatMap((factor) => [
    { query, factor },
    { query, factor, role: 'admin' as const },
    { query, factor, status: 'suspended' as const },
  ]),
])

/** How PostgreSQL goes about the statements of some work that read the table of accounts from end to end. */
async function faultsOf(what: object, work: () => Promise<unknown>): Promise<string[]> {
  const scans: string[] = []
  const statements: Parameters<typeof explain>[1][] = []
  const stop = database.onStatement((statement) => void statements.push(statement))
  await work()
  stop()
  for (const statement of statements) scans.push(...(await explain(database, statement)))
  return readsAll(scans, new Set(['accounts'])).map((scan) => `${JSON.stringify(what)}: ${scan}`)
}

test.each(['last-seen', 'joined'] as const)(
  'however a list is narrowed, it is read by an index, page by page both ways: %s',
  async (sort) => {
    const faults: string[] = []
    for (const wanted of narrowed) {
      const list = (cursor?: string) => listAccounts(database.db, { ...wanted, sort, cursor }, now)
      const found = await faultsOf({ ...wanted, sort }, async () => {
        const { older } = await list()
        const { newer = null } = older ? await list(older) : {}
        if (newer) await list(newer)
      })
      faults.push(...found)
    }
    expect(faults).toEqual([])
  },
  120_000,
)

test('however a file is narrowed, it is read by an index', async () => {
  const faults: string[] = []
  // A common part of names is in every tenth row: to read all of them through is the shorter way then.
  for (const wanted of narrowed.filter(({ query }) => query !== 'ann'))
    faults.push(...(await faultsOf(wanted, () => everyAccount(database.db, wanted, now).next())))
  expect(faults).toEqual([])
}, 120_000)
