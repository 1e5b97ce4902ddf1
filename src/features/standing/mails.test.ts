import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { standingMails } from './mails.ts'

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
  const kind = standingMails({ db, config: server.config }).find((each) => each.name === name)
  const causedAt = new Date('2026-03-14T09:26:53Z')
  const mail = await kind?.compose({ accountId: account.id, about: {}, causedAt }, server.now())
  const lines = mail?.content.blocks.map((block) => ('text' in block ? block.text : 'href' in block ? block.href : ''))
  return { account, mail, said: lines?.join('\n').replace(/[\u2066-\u2069]/g, '') ?? '' }
}

test('factors that were reset: whose, when, and what to do if nobody asked for it', async () => {
  const { account, mail, said } = await mailOf('factors-reset', 'en')
  expect(mail?.to).toEqual({ name: 'Jörg <b>Müller</b>', address: account.email })
  expect(mail?.content.subject).toBe('Your second factors at Kev’s Robots were reset')
  expect(said).toContain('On March 14, 2026 at 9:26')
  expect(said).toContain(`of your account ${account.username}`)
  expect(said).toContain('If you did not ask for that')
  expect(said).toContain(`${server.origin}/recover`)
})

test('a link that was made is told without it, in German too', async () => {
  const { account, mail, said } = await mailOf('recovery-link-made', 'de')
  expect(mail?.content.subject).toBe('Ein Link für ein neues Passwort bei Kev’s Robots wurde erstellt')
  expect(said).toContain(`für dein Konto ${account.username}`)
  expect(said).toContain('Wenn du nicht darum gebeten hast')
  expect(said).not.toContain('token')
})

test('nobody is told of an account that is gone', async () => {
  const { db } = server.database
  const causedAt = server.now()
  for (const kind of standingMails({ db, config: server.config }))
    expect(await kind.compose({ accountId: '999999', about: {}, causedAt }, causedAt)).toBeNull()
})
