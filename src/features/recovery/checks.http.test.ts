import { afterAll, beforeAll, expect, it } from 'vitest'
import { webAt } from '../../../test/support/changing-proxy.ts'
import { startTestServer, type TestServer, withMail } from '../../../test/support/server.ts'
import { runCheck, sightOf } from '../../../test/support/sight.ts'
import { checks } from './checks.ts'

let mailing: TestServer
let silent: TestServer
beforeAll(async () => {
  mailing = await startTestServer({ env: withMail })
  silent = await startTestServer({ database: mailing.database })
})
afterAll(async () => {
  await silent.stop()
  await mailing.stop()
})

/** With the settings of one server, looking at another. */
const run = async ({ config }: TestServer, at: TestServer) => {
  const web = await webAt({ port: at.config.port, host: new URL(at.origin).host })
  return runCheck(checks, 'recovery-by-mail', sightOf({ config, web }))
}

it('passes where mails leave and the page asks who it is', async () => {
  expect(await run(mailing, mailing)).toMatchObject({
    state: 'passed',
    evidence: 'SMTP_URL is set, GET /recover answered 200 and asks for a name; links work for 30 minutes',
  })
})

it('says how to mend it where no mail leaves, and where the server was not restarted', async () => {
  expect(await run(silent, silent)).toMatchObject({ state: 'warned', mend: expect.stringContaining('SMTP_URL') })
  expect(await run(mailing, silent)).toMatchObject({ state: 'failed', mend: expect.stringContaining('Restart') })
})
