import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../../../../test/support/mail-worker.ts'
import { type MailingServer, startMailingServer } from '../../../../test/support/mails.ts'
import { newPerson } from '../../../../test/support/people.ts'

let at: MailingServer
beforeAll(async () => {
  at = await startMailingServer({ SITE_NAME: 'Workshop', EMAIL_VERIFICATION: 'off' })
})
afterAll(() => at.stop())

test('where nobody has to prove an address, the former one is told all the same, and what to do', async () => {
  const { browser, account } = await newPerson(at.server)
  const reply = await browser.api('PUT', '/api/account/email', { email: 'moved@example.org' })
  expect(reply.status).toBe(204)
  const mail = await at.untilMail(account.email)
  expect(mail.source).toMatch(/^Subject: Your account at Workshop has another email address now/m)
  expect(textOf(mail)).toContain('If that was not you, tell the people who run the site')
})
