import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPasskey } from '../../../../test/support/passkeys.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { passkeyMails } from './mails.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost' })
})
afterAll(() => server.stop())

/** What the mail of a kind says about somebody's only passkey, a block a line. */
async function mailOf(name: string, language: 'en' | 'de', { isGone = false } = {}) {
  const { account, browser } = await newPerson(server, { firstName: 'Jörg', lastName: '<b>Müller</b>' })
  await addPasskey(browser, { name: 'Shed <i>' })
  const { db, owner } = server.database
  await owner.query('update accounts set language = $1 where id = $2', [language, account.id])
  const { rows } = await owner.query('select id::text from passkeys where account_id = $1', [account.id])
  if (isGone) await owner.query('delete from passkeys where account_id = $1', [account.id])
  const kind = passkeyMails({ db, config: server.config }).find((each) => each.name === name)
  const causedAt = new Date('2026-03-14T09:26:53Z')
  const mail = await kind?.compose({ accountId: account.id, about: { passkey: rows[0].id }, causedAt }, server.now())
  const lines = mail?.content.blocks.map((block) => ('text' in block ? block.text : 'href' in block ? block.href : ''))
  return { account, mail, said: lines?.join('\n').replace(/[\u2066-\u2069]/g, '') ?? '' }
}

test('one that was added: which, to whose account, when, and what to do if it was somebody else', async () => {
  const { account, mail, said } = await mailOf('passkey-added', 'en')
  expect(mail?.to).toEqual({ name: 'Jörg <b>Müller</b>', address: account.email })
  expect(mail?.content.subject).toBe('A passkey was added to your account at Kev’s Robots')
  expect(said).toContain(`The passkey “Shed <i>” was added to your account ${account.username} on March 14, 2026`)
  expect(said).toContain('If that was not you')
  expect(said).toContain(`${server.origin}/recover`)
})

test('one that is gone before the mail leaves is told without its name', async () => {
  expect((await mailOf('passkey-added', 'en', { isGone: true })).said).toContain('The passkey “Passkey” was added')
})

test('one that was removed, in German', async () => {
  const { account, mail, said } = await mailOf('passkey-removed', 'de', { isGone: true })
  expect(mail?.content.subject).toBe('Ein Passkey wurde aus deinem Konto bei Kev’s Robots entfernt')
  expect(said).toContain(`Aus deinem Konto ${account.username} wurde am 14. März 2026`)
  expect(said).toContain('Wenn du das nicht warst')
})
