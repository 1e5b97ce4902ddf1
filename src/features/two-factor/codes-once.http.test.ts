import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppOwner, appOf, giveBackupCodes, newAppOwner } from '../../../test/support/apps.ts'
import { newPerson } from '../../../test/support/people.ts'
import { type TestServer, testSecret, withMail } from '../../../test/support/server.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../test/support/two-nodes.ts'
import { createMailer } from '../../platform/mail/mailer.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { type Keys, loadKeys, sealKeysOf } from '../keys/index.ts'
import { createHasher } from '../passwords/index.ts'
import { findCode, showCode, spendCode, useBackupCode, verifyCode } from './index.ts'

const api = '/api/account/authenticator'
const sealKeys = sealKeysOf([testSecret])
const hasher = createHasher()
const mailer = createMailer(true)

let nodes: TwoNodes
let keys: Keys
beforeAll(async () => {
  nodes = await startTwoNodes({ env: withMail })
  keys = await loadKeys(nodes.here.database.db, [testSecret])
})
afterAll(() => nodes.stop())

const scope = (): Scope => ({
  ...{ caller: null, requestId: 'a-test', ip: '192.0.2.7', userAgent: null, locale: 'en', timeZone: 'UTC' },
  now: nodes.here.now(),
})

/** The same 20 times at once, every other time at the other node. */
const twenty = <T>(work: (node: TestServer) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 20 }, (_, at) => work(at % 2 ? nodes.here : nodes.there)))

async function counts({ database: { db } }: TestServer, { account }: AppOwner, typed: string): Promise<boolean> {
  const now = nodes.here.now()
  const right = await verifyCode(db, typed, { keys: sealKeys, accountId: account.id, now })
  return right !== null && db.transaction((tx) => spendCode(tx, right, now))
}

async function backupCounts({ database: { db } }: TestServer, { account }: AppOwner, typed: string): Promise<boolean> {
  const accountId = account.id
  const id = await findCode({ db, hasher, keys }, scope(), { accountId, typed })
  return id !== null && db.transaction((tx) => useBackupCode(tx, scope(), { id, accountId, mailer }))
}

describe('a TOTP code works once, 20 at once, over challenges; the enrolment code is spent; older steps are refused', () => {
  test('20 at once', async () => {
    const owner = await newAppOwner(nodes.here)
    const code = owner.app.code()
    expect((await twenty((node) => counts(node, owner, code))).filter(Boolean)).toHaveLength(1)
    expect(await counts(nodes.here, owner, code)).toBe(false)
  })

  test('an app that was confirmed 20 at once counts once, and its code is spent', async () => {
    const person = await newPerson(nodes.here)
    const begun = await person.browser.api('POST', `${api}/enrollment`)
    const app = appOf(nodes.here, begun.json<{ secret: string }>().secret)
    const code = app.code()
    const replies = await twenty((node) => sameAt(node, person.browser).api('PUT', api, { code }))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const owner = { ...person, app }
    expect(await counts(nodes.there, owner, code)).toBe(false)
    expect(await counts(nodes.there, owner, app.code(-1))).toBe(false)
    expect(await counts(nodes.there, owner, app.code(1))).toBe(true)
  })

  test('older steps are refused, and those further than one away', async () => {
    const owner = await newAppOwner(nodes.here)
    for (const steps of [-2, 2]) expect(await counts(nodes.here, owner, owner.app.code(steps))).toBe(false)
    expect(await counts(nodes.here, owner, owner.app.code(-1))).toBe(true)
    expect(await counts(nodes.here, owner, owner.app.code(0))).toBe(true)
    expect(await counts(nodes.here, owner, owner.app.code(-1))).toBe(false)
  })

  test('a code of a secret that was replaced meanwhile is none', async () => {
    const owner = await newAppOwner(nodes.here)
    const { db } = nodes.here.database
    const now = nodes.here.now()
    const asked = { keys: sealKeys, accountId: owner.account.id, now }
    const right = await verifyCode(db, owner.app.code(), asked)
    const begun = await owner.browser.api('POST', `${api}/enrollment`)
    const { secret } = begun.json<{ secret: string }>()
    await owner.browser.api('PUT', api, { code: appOf(nodes.here, secret).code(-1) })
    expect(right && (await db.transaction((tx) => spendCode(tx, right, now)))).toBe(false)
  })
})

describe('a backup code works once, 20 at once, and spends the current TOTP steps; a new set voids the old', () => {
  test('20 at once; every code that the app shows now is spent with it, and the next is not', async () => {
    const owner = await newAppOwner(nodes.here)
    const [code = ''] = await giveBackupCodes(nodes.here, owner.account.id)
    const typed = showCode(code).toLowerCase()
    // Of before, so that the clock does not go on between a code and the look at it.
    const shown = [-1, 0, 1].map((steps) => owner.app.code(steps))
    expect((await twenty((node) => backupCounts(node, owner, typed))).filter(Boolean)).toHaveLength(1)
    for (const each of shown) expect(await counts(nodes.here, owner, each)).toBe(false)
    nodes.here.advance(60_000)
    expect(await counts(nodes.here, owner, owner.app.code())).toBe(true)
  })

  test('a new set voids the old, and nobody else’s code counts', async () => {
    const [owner, other] = [await newAppOwner(nodes.here), await newAppOwner(nodes.here)]
    const [former = ''] = await giveBackupCodes(nodes.here, owner.account.id)
    const [foreign = ''] = await giveBackupCodes(nodes.here, other.account.id)
    const made = await owner.browser.api('POST', '/api/account/backup-codes')
    const [fresh = ''] = made.json<{ codes: string[] }>().codes
    for (const typed of [former, foreign, '', 'x'.repeat(16)])
      expect(await backupCounts(nodes.there, owner, typed)).toBe(false)
    expect(await backupCounts(nodes.there, owner, fresh)).toBe(true)
  })

  test('each use is told to the owner, and the last two warn', async () => {
    const owner = await newAppOwner(nodes.here)
    const codes = await giveBackupCodes(nodes.here, owner.account.id)
    for (const code of codes) expect(await backupCounts(nodes.here, owner, code)).toBe(true)
    const { rows } = await nodes.here.database.owner.query(
      'select kind, count(*)::integer from mails where account_id = $1 group by kind order by kind',
      [owner.account.id],
    )
    expect(rows).toEqual([
      { kind: 'backup-code-used', count: 7 },
      { kind: 'backup-codes-low', count: 3 },
    ])
  })

  test('sets that are made at once leave one of ten', async () => {
    const owner = await newAppOwner(nodes.here)
    await twenty((node) => sameAt(node, owner.browser).api('POST', '/api/account/backup-codes'))
    const { rows } = await nodes.here.database.owner.query(
      'select count(*)::integer from backup_codes where account_id = $1',
      [owner.account.id],
    )
    expect(rows[0].count).toBe(10)
  })
})
