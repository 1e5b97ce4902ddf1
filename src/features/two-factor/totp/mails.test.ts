import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { authenticatorMails } from './mails.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** What the mail of a kind says to somebody, a block a line. */
async function mailOf(name: string, language: 'en' | 'de') {
  const { account } = await newPerson(server, { firstName: 'Jörg', lastName: '<b>Müller</b>' })
  const { db, owner } = server.database
  await owner.query('update accounts set language = $1 where id = $2', [language, account.id])
  const kind = authenticatorMails({ db, config: server.config }).find((each) => each.name === name)
  const causedAt = new Date('2026-03-14T09:26:53Z')
  const mail = await kind?.compose({ accountId: account.id, about: {}, causedAt }, server.now())
  const lines = mail?.content.blocks.map((block) => ('text' in block ? block.text : 'href' in block ? block.href : ''))
  return { account, mail, said: lines?.join('\n').replace(/[\u2066-\u2069]/g, '') ?? '' }
}

test('one that was set up: whose account, when, and what to do if it was somebody else', async () => {
  const { account, mail, said } = await mailOf('authenticator-added', 'en')
  expect(mail?.to).toEqual({ name: 'Jörg <b>Müller</b>', address: account.email })
  expect(mail?.content.subject).toBe('An app for codes was set up for your account at Kev’s Robots')
  expect(said).toContain(`was set up for your account ${account.username} on March 14, 2026`)
  expect(said).toContain('If that was not you')
  expect(said).toContain(`${server.origin}/recover`)
})

test('one that took the place of another', async () => {
  const { account, said } = await mailOf('authenticator-replaced', 'en')
  expect(said).toContain(`Another app now shows the codes of your account ${account.username}`)
})

test('one that was removed, in German', async () => {
  const { account, mail, said } = await mailOf('authenticator-removed', 'de')
  expect(mail?.content.subject).toBe('Die App für Codes wurde aus deinem Konto bei Kev’s Robots entfernt')
  expect(said).toContain(`Aus deinem Konto ${account.username} wurde am 14. März 2026`)
  expect(said).toContain('Wenn du das nicht warst')
})

test('nothing is said of an account that is gone', async () => {
  const { db } = server.database
  const [kind] = authenticatorMails({ db, config: server.config })
  expect(await kind?.compose({ accountId: '999999', about: {}, causedAt: server.now() }, server.now())).toBeNull()
})
