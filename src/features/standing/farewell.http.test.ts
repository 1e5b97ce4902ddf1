import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '../../../test/support/mail-worker.ts'
import { type MailingServer, startMailingServer } from '../../../test/support/mails.ts'
import { newPerson } from '../../../test/support/people.ts'

let at: MailingServer
beforeAll(async () => {
  at = await startMailingServer({ SITE_NAME: 'Workshop' })
})
afterAll(() => at.stop())

const query = (text: string, values: readonly unknown[] = []) => at.server.database.owner.query(text, [...values])
const said = (mail: Parameters<typeof textOf>[0]) => textOf(mail).replace(/\s+/g, ' ')

test('whoever leaves is told at the address that was, and what to do if it was somebody else', async () => {
  const { browser, account } = await newPerson(at.server)
  const reply = await browser.api('DELETE', '/api/account', { confirmUsername: account.username })
  expect(reply.status).toBe(204)
  const mail = await at.untilMail(account.email)
  expect(mail.source).toMatch(/^Subject: Your account at Workshop is deleted/m)
  expect(said(mail)).toContain(`You deleted your account ${account.username} at Workshop on`)
  expect(said(mail)).toContain('If that was not you, somebody else was in your account.')
  expect(said(mail)).toContain('tell the people who run the site at once')
  await at.untilIdle()
  // Nothing is left of the address, not even sealed.
  const { rows } = await query(`select about, account_id, outcome from mails where kind = 'account-left'`)
  expect(rows).toEqual([{ about: {}, account_id: null, outcome: 'sent' }])
})

test('in German, by the page', async () => {
  const { browser, account } = await newPerson(at.server)
  await query(`update accounts set language = 'de' where id = $1`, [account.id])
  await browser.post('/account/leave', { confirmUsername: account.username })
  const mail = await at.untilMail(account.email)
  expect(said(mail)).toContain(`Du hast dein Konto ${account.username} bei Workshop am`)
  expect(said(mail)).toContain('Wenn du das nicht warst')
})

test('whoever is removed is told by whom', async () => {
  const admin = await newPerson(at.server, { role: 'admin' })
  const { account } = await newPerson(at.server)
  const path = `/api/admin/accounts/${account.id}`
  expect((await admin.browser.api('DELETE', path, { confirmUsername: account.username })).status).toBe(204)
  const mail = await at.untilMail(account.email)
  expect(said(mail)).toContain('The people who run Workshop deleted your account')
})

test('while it waits, the address is nowhere to be read', async () => {
  at.smtp.fail({ at: 'recipient', reply: '450 later' })
  const { browser, account } = await newPerson(at.server)
  await browser.api('DELETE', '/api/account', { confirmUsername: account.username })
  const { rows } = await query(`select mails::text as row from mails where kind = 'account-left' and done_at is null`)
  expect(rows).toHaveLength(1)
  expect(rows[0].row).not.toContain(account.username)
  expect(rows[0].row).toContain('sealedTo')
  at.smtp.fail(null)
})
