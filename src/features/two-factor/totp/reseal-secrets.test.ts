import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { appOf } from '../../../../test/support/apps.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { seal } from '../../../platform/crypto/seal.ts'
import { sealKeysOf } from '../../keys/index.ts'
import { findEnrollment, placeOf, verifyCode } from './authenticator.ts'
import { resealSecrets } from './reseal-secrets.ts'
import { newSecret } from './secret.ts'

const [one, two, three] = [['secret one'], ['secret two', 'secret one'], ['secret three', 'secret two']].map(sealKeysOf)
if (!one || !two || !three) throw new Error('no keys')

let server: TestServer
const secrets = new Map<string, string>()
beforeAll(async () => {
  server = await startTestServer()
  for (let n = 0; n < 7; n += 1) secrets.set((await newPerson(server)).account.id, newSecret())
})
beforeEach(async () => {
  const { owner } = server.database
  await owner.query('truncate totp_authenticators, totp_enrollments')
  for (const [id, secret] of secrets) {
    const values = [id, seal(one[0]!, secret, placeOf(id)), server.now()]
    await owner.query(
      'insert into totp_authenticators (account_id, secret_sealed, last_step, added_at) values ($1, $2, 0, $3)',
      values,
    )
    await owner.query(
      `insert into totp_enrollments (account_id, secret_sealed, expires_at) values ($1, $2, $3::timestamptz + interval '1 hour')`,
      values,
    )
  }
})
afterAll(() => server.stop())

const stored = async () =>
  (
    await server.database.owner.query(
      `select account_id::text, secret_sealed from totp_authenticators union all
       select account_id::text, secret_sealed from totp_enrollments order by 1, 2`,
    )
  ).rows

/** How many of the apps count by these keys, and how many that are being set up are shown. */
async function countLiving(keys: ReturnType<typeof sealKeysOf>) {
  const { db } = server.database
  const now = server.now()
  const all = [...secrets].map(async ([accountId, secret]) => [
    (await verifyCode(db, appOf(server, secret).code(), { keys, accountId, now })) !== null,
    (await findEnrollment(db, { keys, accountId, now })) === secret,
  ])
  return (await Promise.all(all)).flat().filter(Boolean).length
}

test('the secret can be rotated without losing anyone’s second factor, and then the previous one is of no use', async () => {
  const steps: [number, number][] = []
  const onProgress = (done: number, of: number) => steps.push([done, of])
  expect(await resealSecrets(server.database.db, two, { batch: 3, onProgress })).toEqual({
    ...{ sealedAnew: 14, unreadable: [] },
  })
  expect(steps.at(0)).toEqual([3, 14])
  expect(steps.at(-1)).toEqual([14, 14])
  expect(await countLiving(sealKeysOf(['secret two']))).toBe(14)
  await expect(countLiving(one)).rejects.toThrow('No key at hand opens this value')
})

test('ended in the middle, the next run does the rest, and leaves what was done', async () => {
  const broken = resealSecrets(server.database.db, two, {
    batch: 2,
    onProgress(done) {
      if (done >= 4) throw new Error('ended here')
    },
  })
  await expect(broken).rejects.toThrow('ended here')
  const half = await stored()
  expect(await countLiving(two)).toBe(14)
  expect(await resealSecrets(server.database.db, two)).toEqual({ sealedAnew: 10, unreadable: [] })
  const kept = await stored()
  expect(half.filter(({ secret_sealed: sealed }) => kept.some((row) => row.secret_sealed === sealed))).toHaveLength(4)
  expect(await countLiving(sealKeysOf(['secret two']))).toBe(14)
  expect(await resealSecrets(server.database.db, two)).toEqual({ sealedAnew: 0, unreadable: [] })
})

test('several at once, while codes count, lose none', async () => {
  const [first = ''] = secrets.keys()
  const both = await Promise.all([
    resealSecrets(server.database.db, two, { batch: 1 }),
    resealSecrets(server.database.db, two, { batch: 1 }),
    server.database.owner.query('update totp_authenticators set last_step = last_step + 1 where account_id = $1', [
      first,
    ]),
  ])
  expect(both[0].sealedAnew + both[1].sealedAnew).toBe(14)
  expect(await countLiving(sealKeysOf(['secret two']))).toBe(14)
})

test('what none of the keys opens is named, stays as it is, and keeps nobody else', async () => {
  const before = await stored()
  const ids = [...secrets.keys()]
  expect(await resealSecrets(server.database.db, three)).toEqual({
    sealedAnew: 0,
    unreadable: expect.arrayContaining(ids),
  })
  expect(await stored()).toEqual(before)
  const [moved = '', other = ''] = ids
  await server.database.owner.query(
    `update totp_authenticators set secret_sealed = (select secret_sealed from totp_authenticators where account_id = $1)
     where account_id = $2`,
    [other, moved],
  )
  expect(await resealSecrets(server.database.db, two)).toEqual({ sealedAnew: 13, unreadable: [moved] })
})
