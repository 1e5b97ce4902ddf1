import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer, testSecret } from '../../../test/support/server.ts'
import { silentMeter } from '../../platform/observe/metrics/meter.ts'
import { type Keys, loadKeys } from '../keys/index.ts'
import { createBreaches, createHasher } from '../passwords/index.ts'
import { createAdmin, offerFirstAdminLink } from './first-admin.ts'
import { someone } from './fixtures/person.ts'

let server: TestServer
let keys: Keys
beforeAll(async () => {
  server = await startTestServer()
  keys = await loadKeys(server.database.db, [testSecret])
})
afterAll(() => server.stop())

const scope = {
  caller: null,
  requestId: 'shell',
  ip: null,
  userAgent: null,
  locale: 'en',
  timeZone: 'UTC',
  now: new Date(),
} as const
const hashed: string[] = []
const deps = () => {
  const hasher = createHasher()
  const counting = {
    ...hasher,
    hash: (password: string) => {
      hashed.push(password)
      return hasher.hash(password)
    },
  }
  const breaches = createBreaches(server.config, silentMeter)
  return { config: server.config, db: server.database.db, keys, hasher: counting, breaches }
}

test('an admin made at the shell takes the link away, accepts nothing, and is an admin', async () => {
  const token = await server.database.db.transaction((tx) =>
    offerFirstAdminLink(tx, { key: keys['one-time-link'], now: new Date() }),
  )
  const account = await createAdmin(deps(), scope, someone())
  expect(account.role).toBe('admin')
  const browser = server.browser()
  await browser.get(`/welcome?token=${token}`)
  expect((await browser.get('/welcome')).status).toBe(404)
  const { rows } = await server.database.owner.query(
    'select action, actor_kind from audit_events where subject_id = $1',
    [account.id],
  )
  expect(rows).toContainEqual({ action: 'admin.first-made', actor_kind: 'shell' })
  expect(rows.map(({ action }) => action)).not.toContain('terms.accepted')
  const second = await createAdmin(deps(), scope, someone())
  expect(second.role).toBe('admin')
})

test('common, breached and own-name passwords are refused at the CLI, and a password that fails is not hashed', async () => {
  hashed.length = 0
  const bad = createAdmin(deps(), scope, { ...someone(), password: 'Password1', email: 'kit@' })
  await expect(bad).rejects.toMatchObject({
    code: 'input-invalid',
    issues: [
      { field: 'email', code: 'nothing-after' },
      { field: 'password', code: 'password-not-common' },
    ],
  })
  expect(hashed).toEqual([])
  await createAdmin(deps(), scope, { ...someone(), password: 'Lantern-5-Porch' })
  expect(hashed).toEqual(['Lantern-5-Porch'])
})
