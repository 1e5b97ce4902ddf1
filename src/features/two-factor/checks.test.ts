import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveApp } from '../../../test/support/apps.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { runCheck, sightOf } from '../../../test/support/sight.ts'
import type { Config } from '../../config/config.ts'
import { Secret } from '../../config/secret.ts'
import { checks } from './checks.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await giveApp(server, (await newPerson(server, { role: 'admin' })).account.id)
  await newPerson(server, { role: 'moderator' })
})
afterAll(() => server.stop())

const run = (name: string, changed: Partial<Config> = {}) =>
  runCheck(checks, name, sightOf({ config: { ...server.config, ...changed }, database: server.database }))

test('that nobody has to have a second factor is a warning, with who has one', async () => {
  const seen = '1 of 2 moderators and admins have a second factor'
  expect(await run('staff-has-factors')).toMatchObject({ state: 'warned', evidence: expect.stringContaining(seen) })
  expect(await run('staff-has-factors', { twoFactorPolicy: 'staff' })).toMatchObject({
    state: 'passed',
    evidence: `TWO_FACTOR_POLICY is staff; ${seen}`,
  })
})

test('secrets of apps are to open with the present key', async () => {
  const { secretKey } = server.config
  const other = new Secret('another-secret-of-this-porch-91c7be')
  expect(await run('factor-secrets-open')).toMatchObject({
    state: 'passed',
    evidence: expect.stringContaining('all 1'),
  })
  expect(await run('factor-secrets-open', { secretKey: other, secretKeyPrevious: secretKey })).toMatchObject({
    state: 'warned',
    mend: 'Run: porchlight rotate-keys',
  })
  expect(await run('factor-secrets-open', { secretKey: other })).toMatchObject({
    state: 'failed',
    evidence: '1 of 1 secrets of apps were sealed by another key than SECRET_KEY and SECRET_KEY_PREVIOUS',
  })
  expect(await run('factor-secrets-open', { secretKey: null })).toMatchObject({ state: 'unknown' })
})
