import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveBackupCodes } from '../../../../test/support/apps.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { backupCodeMails } from './mails.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

type Wishes = { readonly left: number; readonly language?: 'en' | 'de' }

/** What the mail of a kind says to somebody with so many codes, a block a line. */
async function mailOf(name: string, { left, language = 'en' }: Wishes) {
  const { account } = await newPerson(server)
  const { db, owner } = server.database
  await owner.query('update accounts set language = $1 where id = $2', [language, account.id])
  await giveBackupCodes(server, account.id)
  await owner.query(
    `update backup_codes set used_at = now() where id in
       (select id from backup_codes where account_id = $1 order by id limit $2)`,
    [account.id, 10 - left],
  )
  const kind = backupCodeMails({ db, config: server.config }).find((each) => each.name === name)
  const causedAt = new Date('2026-03-14T09:26:53Z')
  const mail = await kind?.compose({ accountId: account.id, about: {}, causedAt }, server.now())
  const lines = mail?.content.blocks.map((block) => ('text' in block ? block.text : 'href' in block ? block.href : ''))
  return { account, subject: mail?.content.subject, said: lines?.join('\n') ?? '' }
}

test('new ones: whose, when, and what to do if it was somebody else', async () => {
  const { account, subject, said } = await mailOf('backup-codes-made', { left: 10 })
  expect(subject).toBe('New backup codes for your account at Kev’s Robots')
  expect(said).toContain(`Ten new backup codes were made for your account ${account.username} on March 14, 2026`)
  expect(said).toContain('If that was not you')
  expect(said).toContain(`${server.origin}/recover`)
})

test('one that was used: how many are left', async () => {
  const { subject, said } = await mailOf('backup-code-used', { left: 6 })
  expect(subject).toBe('A backup code was used at Kev’s Robots')
  expect(said).toContain('You have 6 codes left.')
})

test.each([
  [2, 'You have 2 backup codes left at Kev’s Robots', 'before you need them'],
  [1, 'You have one backup code left at Kev’s Robots', 'before you need it'],
  [0, 'Your last backup code at Kev’s Robots is used', 'That was your last one.'],
])('with %i left it warns', async (left, expected, text) => {
  const { subject, said } = await mailOf('backup-codes-low', { left })
  expect(subject).toBe(expected)
  expect(said).toContain(text)
})

test('the warning in German', async () => {
  const { account, subject, said } = await mailOf('backup-codes-low', { left: 1, language: 'de' })
  expect(subject).toBe('Du hast noch einen Ersatzcode bei Kev’s Robots')
  expect(said).toContain(`Einer der Ersatzcodes deines Kontos ${account.username} wurde am 14. März 2026`)
  expect(said).toContain('bevor du ihn brauchst')
})
