import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { loadKeys, purposes } from './load-keys.ts'
import { rotateKeys } from './rotate-keys.ts'

const all = [...purposes].sort()
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(() => database.owner.query('truncate keys'))
afterAll(() => database.close())

const load = (...secrets: string[]) => loadKeys(database.db, secrets)
const rotate = (...secrets: string[]) => database.db.transaction((tx) => rotateKeys(tx, secrets))
const rows = async () => (await database.owner.query('select * from keys order by id')).rows

it('the secret can be rotated without losing a key, and then the previous one is of no use', async () => {
  const before = await load('secret one')
  expect(await rotate('secret two', 'secret one')).toEqual({ sealedAnew: all, sealedBefore: [] })
  expect(await load('secret two')).toEqual(before)
  await expect(load('secret one')).rejects.toThrow('SECRET_KEY does not open the keys')
})

it('done again there is nothing to do, with the previous secret or without', async () => {
  await load('secret one')
  await rotate('secret two', 'secret one')
  const after = await rows()
  expect(await rotate('secret two', 'secret one')).toEqual({ sealedAnew: [], sealedBefore: all })
  expect(await rotate('secret two')).toEqual({ sealedAnew: [], sealedBefore: all })
  expect(await rows()).toEqual(after)
  expect(await rotate('secret three', 'secret two')).toEqual({ sealedAnew: all, sealedBefore: [] })
})

it('half of them sealed by each secret end up with one', async () => {
  await load('secret one')
  await database.owner.query(`delete from keys where purpose in ('idempotency', 'audit-seal')`)
  const before = await load('secret two', 'secret one')
  const { sealedAnew, sealedBefore } = await rotate('secret two', 'secret one')
  expect(sealedBefore).toEqual(['audit-seal', 'idempotency'])
  expect(sealedAnew).toHaveLength(all.length - 2)
  expect(await load('secret two')).toEqual(before)
})

it('where one key opens by neither secret, it says which, and changes none', async () => {
  await load('secret one')
  await database.owner.query(`update keys set sealed = (select sealed from keys where purpose = 'idempotency')
    where purpose = 'username-reservation'`)
  const before = await rows()
  await expect(rotate('secret two', 'secret one')).rejects.toThrow(/“username-reservation” .* nothing was changed/)
  await expect(rotate('secret two', 'secret three')).rejects.toThrow('Neither SECRET_KEY nor SECRET_KEY_PREVIOUS')
  expect(await rows()).toEqual(before)
})

it('several at once, beside a server that starts, all end with the new secret', async () => {
  const before = await load('secret one')
  const [first] = await Promise.all([
    Promise.all(Array.from({ length: 4 }, () => rotate('secret two', 'secret one'))),
    load('secret two', 'secret one'),
  ])
  expect(first.filter(({ sealedAnew }) => sealedAnew.length > 0)).toHaveLength(1)
  expect(await load('secret two')).toEqual(before)
})
