import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { offerLink } from '../links/index.ts'
import { boundOf } from './bound-link.ts'
import { linkKey } from './fixtures/links.ts'
import { recoveryMails } from './mails.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { RECOVERY_MINUTES: '45' } })
})
afterAll(() => server.stop())

/** What the mail with somebody's link says, a block a line. */
async function mailFor(language: 'en' | 'de' | null) {
  const { account } = await newPerson(server, { firstName: 'Jörg', lastName: '<b>Müller</b>' })
  const { db, owner } = server.database
  await owner.query('update accounts set language = $1 where id = $2', [language, account.id])
  const key = await linkKey(server)
  const bound = await boundOf(db, key, account)
  const wanted = { purpose: 'recovery', accountId: account.id, bound, now: server.now(), life: 60 } as const
  const token = await db.transaction((tx) => offerLink(tx, key, wanted))
  const { rows } = await owner.query('select id::text from one_time_links where account_id = $1', [account.id])
  const [kind] = recoveryMails({ db, keys: { 'one-time-link': key }, config: server.config })
  const subject = { accountId: account.id, about: { link: rows[0].id }, causedAt: server.now() }
  const mail = await kind?.compose(subject, server.now())
  const lines = mail?.content.blocks.map((block) => ('text' in block ? block.text : 'href' in block ? block.href : ''))
  return { account, token, mail, said: lines?.join('\n') ?? '' }
}

test('in English: whose account, the link, how long it works, and what to do if it was somebody else', async () => {
  const { account, token, mail, said } = await mailFor('en')
  expect(mail?.to).toEqual({ name: 'Jörg <b>Müller</b>', address: account.email })
  expect(mail?.content.subject).toBe('A new password for your account at Kev’s Robots')
  expect(said).toContain(`your account ${account.username} at Kev’s Robots`)
  expect(said).toContain(`${server.origin}/recover/new-password?token=${token}`)
  expect(said).toContain('The link works once, for 45 minutes')
  expect(said).toContain('If that was not you, there is nothing to do')
})

test('in German', async () => {
  const { account, mail, said } = await mailFor('de')
  expect(mail?.content.subject).toBe('Ein neues Passwort für dein Konto bei Kev’s Robots')
  expect(said).toContain(`dein Konto ${account.username} bei Kev’s Robots`)
  expect(said).toContain('45 Minuten')
  expect(said).toContain('Wenn du das nicht warst, musst du nichts tun')
})

test('in the language of the site where somebody has chosen none', async () => {
  expect((await mailFor(null)).mail?.locale).toBe('en')
})
