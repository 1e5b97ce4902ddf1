import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { SignedInScope } from '../../platform/scope/scope.ts'
import type { Account } from './account.ts'
import { changeAccount } from './change-account.ts'
import { createAccount } from './create-account.ts'

const macKey = Buffer.alloc(32, 7)
const rules = { minimumAge: 13, siteName: 'Kev’s Robots', macKey }

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const scopeOf = (account?: Account) =>
  ({
    caller: account ? { accountId: account.id } : null,
    requestId: 'r-1',
    ip: null,
    userAgent: null,
    locale: 'en',
    timeZone: 'UTC',
    now: new Date(),
  }) as unknown as SignedInScope

let count = 0
const register = (username: string) => (tx: Tx) =>
  createAccount(tx, scopeOf(), {
    profile: { username, email: `${++count}@example.org`, firstName: 'Ann', lastName: 'Lee' },
    role: 'member',
    macKey,
  })

const rename = (account: Account, username: string) => (tx: Tx) =>
  changeAccount(tx, scopeOf(account), { change: { username }, rules })

const person = (username: string) => database.db.transaction(register(username))

const somebodyWaits = async () =>
  (
    await database.owner.query(
      'select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()',
    )
  ).rowCount !== 0

/** Does the first and holds it uncommitted until the second waits for it or is over: the outcome of the second. */
async function overlap(first: (tx: Tx) => Promise<unknown>, second: (tx: Tx) => Promise<unknown>) {
  let ended = false
  let outcome: unknown
  let other = Promise.resolve()
  await database.db.transaction(async (tx) => {
    await first(tx)
    other = database.db
      .transaction(second)
      .catch((error) => error)
      .then((result) => {
        outcome = result
        ended = true
      })
    while (!ended && !(await somebodyWaits())) await setTimeout(5)
  })
  await other
  return outcome
}

const taken = { code: 'input-invalid', issues: [{ field: 'username', code: 'username-taken' }] }

it('who signs up with a name while its owner gives it up does not get it', async () => {
  const owner = await person('alder')
  expect(await overlap(rename(owner, 'birch'), register('alder'))).toMatchObject(taken)
})

it('who changes to a name while its owner gives it up does not get it', async () => {
  const owner = await person('cedar')
  const rival = await person('rival-1')
  expect(await overlap(rename(owner, 'elm-tree'), rename(rival, 'Cedar'))).toMatchObject(taken)
})

it('who changes to a name while somebody signs up with it does not get it', async () => {
  const rival = await person('rival-2')
  expect(await overlap(register('hazel'), rename(rival, 'hazel'))).toMatchObject(taken)
})

it('who signs up with a name while somebody changes to it does not get it', async () => {
  const owner = await person('larch')
  expect(await overlap(rename(owner, 'maple'), register('Maple'))).toMatchObject(taken)
})

// Free when the second looks, held and given up when it writes: only the second look finds the reservation.
const holdForAMoment = (name: string, next: string) => async (tx: Tx) => rename(await register(name)(tx), next)(tx)

it('who signs up with a name that was held and given up in between does not get it', async () => {
  expect(await overlap(holdForAMoment('rowan', 'rowan-2'), register('rowan'))).toMatchObject(taken)
})

it('who changes to a name that was held and given up in between does not get it', async () => {
  const rival = await person('rival-3')
  expect(await overlap(holdForAMoment('willow', 'willow-2'), rename(rival, 'willow'))).toMatchObject(taken)
})
