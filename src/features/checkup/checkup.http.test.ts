import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { ...withMail, EMAIL_VERIFICATION: 'before-taking-part' } })
})
afterAll(() => server.stop())

const query = (text: string, values: readonly unknown[]) => server.database.owner.query(text, [...values])

async function signedIn() {
  const person = await newPerson(server)
  const browser = server.browser()
  await browser.api('POST', '/api/sessions', { login: person.account.username, password: person.password })
  const checkup = async () =>
    /<section[^>]* id="checkup".*?<\/section>/s.exec((await browser.get('/account/security')).text)?.[0] ?? ''
  return { ...person, browser, checkup }
}

test('says first on the security page what is good and what to improve, with a link each', async () => {
  const { checkup, account } = await signedIn()
  const first = await checkup()
  expect(first).toContain('One thing can be better.')
  expect(first).toContain('Only a password protects you')
  expect(first).toContain('href="/account/security#second-factor"')
  expect(first).toContain('Mail reaches you')
  expect(first).toContain('You use every device that knows you')
  await query(`update accounts set mail_state = 'bouncing', factors = '{totp}' where id = $1`, [account.id])
  await query(
    `update devices set last_seen_at = now() - interval '93 days', trusted_until = now() + interval '1 day'
    where account_id = $1`,
    [account.id],
  )
  const second = await checkup()
  expect(second).toContain('Three things can be better.')
  for (const said of ['Mail to you comes back', 'You have no backup codes', 'One unused device knows you'])
    expect(second).toContain(said)
  expect(second).toContain('One device is not asked for the second factor')
  expect(second).toContain('href="/account/sessions"')
})

test('speaks German to those who do', async () => {
  const { checkup, account } = await signedIn()
  await query(`update accounts set language = 'de' where id = $1`, [account.id])
  expect(await checkup()).toContain('Nur ein Passwort schützt dich')
})
