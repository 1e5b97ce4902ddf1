import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, minutes } from '../../../test/support/clock.ts'
import { textOf } from '../../../test/support/mail-worker.ts'
import { codeIn, type MailingServer, pathsIn, startMailingServer } from '../../../test/support/mails.ts'
import { newPerson } from '../../../test/support/people.ts'
import { formOf, someone } from './fixtures/person.ts'

let at: MailingServer
beforeAll(async () => {
  at = await startMailingServer({ EMAIL_VERIFICATION: 'before-sign-in', RATE_LIMITS: 'on', SITE_NAME: 'Workshop' })
})
afterAll(() => at.stop())

let visitor = 0
/** Signs up from an address of its own, so that only the limits of the mailbox count. */
async function signUp(person: object, language = 'en') {
  const browser = at.server.browser()
  visitor += 1
  browser.ip = `198.51.100.${visitor}`
  browser.language = language
  expect((await browser.post('/register', { ...formOf(someone()), ...person })).status).toBe(303)
  return browser
}

describe('the mail to a new address', () => {
  test('has the link, the digits, and nothing that somebody typed', async () => {
    const { email } = someone()
    const typed = { firstName: 'Win', lastName: 'a-prize', username: 'win.example.com', email }
    await signUp(typed)
    const mail = await at.untilMail(email)
    const text = textOf(mail)
    expect(mail.source).toMatch(/^Subject: Confirm your email address at Workshop/m)
    expect(mail.to).toEqual([email])
    expect(pathsIn(mail, at.server)).toEqual([expect.stringMatching(/^\/verify\?token=[\w-]{75}$/)])
    expect(codeIn(mail)).toMatch(/^\d{6}$/)
    expect(text).toContain('they work for 10 minutes')
    for (const word of ['Win', 'prize', 'win.example.com']) expect(mail.source).not.toContain(word)
  })

  test('speaks the language of the form', async () => {
    const { email } = someone()
    await signUp({ email }, 'de')
    expect(textOf(await at.untilMail(email))).toContain('Gib Ziffern und Link nicht weiter')
  })
})

describe('the mail to an address that has an account', () => {
  test('says which, leads to sign-in and recovery, and has neither link nor digits of the sign-up', async () => {
    const { account } = await newPerson(at.server, { firstName: 'Rosa' })
    const browser = await signUp({ email: account.email.toUpperCase() })
    const mail = await at.untilMail(account.email)
    const text = textOf(mail)
    expect(mail.source).toMatch(/^Subject: You have an account at Workshop/m)
    expect(text).toContain(account.username)
    expect(pathsIn(mail, at.server).slice(0, 2)).toEqual(['/login', '/recover'])
    expect([text.includes('token='), codeIn(mail)]).toEqual([false, ''])
    expect((await browser.post('/verify', { code: '123456' })).status).toBe(422)
  })
})

describe('mail goes to the stored address, one recipient, a few per hour per mailbox', () => {
  test('five sign-ups an hour reach a mailbox, whoever causes them', async () => {
    const { email } = someone()
    for (let round = 0; round < 7; round += 1) await signUp({ email: round % 2 ? email : email.toUpperCase() })
    await at.untilIdle()
    const all = at.smtp.taken.filter(({ to }) => to[0]?.toLowerCase() === email)
    expect(all).toHaveLength(5)
    expect(all.every(({ to }) => to.length === 1)).toBe(true)
    at.server.advance(minutes(61))
    await signUp({ email })
    await at.untilIdle()
    expect(at.smtp.taken.filter(({ to }) => to[0]?.toLowerCase() === email)).toHaveLength(6)
  })

  test('asked for once more it comes once a minute and five times a day, with the same answer always', async () => {
    const { email } = someone()
    const browser = await signUp({ email })
    await at.untilMail(email)
    const again = () => browser.api('POST', '/api/accounts/verification', { email })
    for (let round = 0; round < 7; round += 1) {
      expect((await again()).status).toBe(202)
      expect((await again()).status).toBe(202)
      await at.untilIdle()
      at.server.advance(minutes(1) + 1_000)
    }
    expect(at.mailsTo(email)).toHaveLength(1 + 5)
    expect(new Set(at.mailsTo(email).flatMap((mail) => pathsIn(mail, at.server))).size).toBe(1)
  })

  test('nobody gets a mail who waits for none', async () => {
    const { account } = await newPerson(at.server)
    for (const email of [account.email, 'nobody@example.org'])
      await at.server.browser().api('POST', '/api/accounts/verification', { email })
    await at.untilIdle()
    expect([...at.mailsTo(account.email), ...at.mailsTo('nobody@example.org')]).toEqual([])
  })

  test('three days after the form none is sent any more, whoever asks', async () => {
    const { email } = someone()
    const browser = await signUp({ email })
    for (let day = 0; day < 4; day += 1) {
      at.server.advance(days(1) - minutes(10))
      await browser.post('/verify/again', {})
      await at.untilIdle()
    }
    expect(at.mailsTo(email).length).toBeLessThan(4)
    expect((await browser.get('/verify')).text).toContain('Waiting for your mail?')
  })
})
