import { afterAll, beforeAll, expect, it } from 'vitest'
import { webAt } from '../../../test/support/changing-proxy.ts'
import { startTestServer, type TestServer, withMail } from '../../../test/support/server.ts'
import { runCheck, sightOf } from '../../../test/support/sight.ts'
import { checks } from './checks.ts'

let strict: TestServer
let lenient: TestServer
let open: TestServer
beforeAll(async () => {
  strict = await startTestServer({ env: { ...withMail, EMAIL_VERIFICATION: 'before-sign-in' } })
  const { database } = strict
  lenient = await startTestServer({ database, env: { ...withMail, EMAIL_VERIFICATION: 'before-taking-part' } })
  open = await startTestServer({ database })
})
afterAll(async () => {
  await open.stop()
  await lenient.stop()
  await strict.stop()
})

/** With the settings of one server, looking at another. */
const run = async ({ config }: TestServer, at: TestServer) => {
  const web = await webAt({ port: at.config.port, host: new URL(at.origin).host })
  return runCheck(checks, 'addresses-proved', sightOf({ config, web }))
}

it('passes where nobody gets in before the address is proved', async () => {
  expect(await run(strict, strict)).toMatchObject({
    state: 'passed',
    evidence: 'EMAIL_VERIFICATION is before-sign-in, GET /verify answered 200 and asks which mail to send again',
  })
})

it('warns where registration tells who has an account, and how to mend that', async () => {
  const told = expect.stringContaining('registration says when an address is taken')
  expect(await run(lenient, lenient)).toMatchObject({
    state: 'warned',
    evidence: told,
    mend: expect.stringContaining('EMAIL_VERIFICATION=before-sign-in'),
  })
  expect(await run(open, open)).toMatchObject({
    state: 'warned',
    evidence: told,
    mend: expect.stringContaining('SMTP_URL'),
  })
})

it('fails where the server was not restarted', async () => {
  expect(await run(strict, open)).toMatchObject({ state: 'failed', mend: expect.stringContaining('Restart') })
})
