import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../../../test/support/browser.ts'
import { minutes } from '../../../../test/support/clock.ts'
import { textOf, tokenIn } from '../../../../test/support/mail-worker.ts'
import { pathsIn } from '../../../../test/support/mails.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { ask, confirm, newAddress, startMoving } from './fixtures/moving.ts'

let here: Awaited<ReturnType<typeof startMoving>>
beforeAll(async () => {
  here = await startMoving()
})
afterAll(() => here.stop())

describe('an address is changed only after recent authentication and proof from the new mailbox; the old one can undo', () => {
  test('by the page: a mail to the new address, its link, its button', async () => {
    const person = await newPerson(here.at.server)
    const { browser, account } = person
    const email = newAddress()
    const asked = await browser.post('/account/email', { email })
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/account'])
    const page = await browser.get('/account')
    expect(page.text).toContain('A mail is on its way to the new address.')
    expect(page.text).toContain(`A mail went to <b>${email}</b>`)
    expect(await here.emailOf(person)).toBe(account.email)
    const mail = await here.at.untilMail(email)
    expect(mail.source).toMatch(/^Subject: Confirm your new email address at Workshop/m)
    for (const word of [account.username, account.displayName]) expect(mail.source).not.toContain(word)
    const [link = ''] = pathsIn(mail, here.at.server)
    expect((await browser.get(link)).headers.get('location')).toBe('/verify/new-email')
    expect((await browser.get('/verify/new-email')).text).toContain(email)
    expect(await here.emailOf(person)).toBe(account.email)
    expect((await browser.post('/verify/new-email', {})).headers.get('location')).toBe('/account')
    expect(await here.emailOf(person)).toBe(email)
    const told = await here.at.untilMail(account.email)
    expect(told.source).toMatch(/^Subject: Your account at Workshop has another email address now/m)
    expect(textOf(told)).not.toContain(email)
    const { items } = (await browser.api('GET', '/api/account/events')).json<{ items: { action: string }[] }>()
    expect(items.map(({ action }) => action).slice(0, 2)).toEqual(['account.email-changed', 'email.change-asked'])
    const reply = await browser.api('GET', '/api/account')
    expect(reply.json().emailVerifiedAt).toMatch(/Z$/)
  })

  test('sixteen minutes after the last proof of identity it is asked for first', async () => {
    const { browser, password } = await newPerson(here.other)
    here.other.advance(minutes(16))
    const copy = here.other.browser()
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    const email = newAddress()
    expect((await ask(copy, email)).json()).toMatchObject({ status: 403, code: 'identity-not-recent' })
    expect((await copy.post('/account/email', { email })).text).toContain(`value="${email}"`)
    const done = await copy.post('/account/email', { email, confirmPassword: password })
    expect(done.headers.get('location')).toBe('/account')
    await here.at.untilMail(email)
  })

  test('only a session of the account confirms: a stranger at a mistaken address gets no further', async () => {
    const person = await newPerson(here.at.server)
    const email = newAddress()
    await ask(person.browser, email)
    const token = tokenIn(await here.at.untilMail(email))
    const somebody = await newPerson(here.at.server)
    for (const browser of [here.at.server.browser(), somebody.browser]) {
      expect((await confirm(browser, token)).status).toBe(401)
      await browser.get(`/verify/new-email?token=${token}`)
      expect((await browser.get('/verify/new-email')).text).toContain('return_to=%2Fverify%2Fnew-email')
      expect((await browser.post('/verify/new-email', {})).text).toContain('One more step')
    }
    expect(await here.emailOf(person)).toBe(person.account.email)
    expect((await confirm(person.browser, token)).status).toBe(204)
  })

  test('asked for another one, the link of the first is over', async () => {
    const { browser } = await newPerson(here.at.server)
    const [one, two] = [newAddress(), newAddress()]
    await ask(browser, one)
    const first = tokenIn(await here.at.untilMail(one))
    await ask(browser, two)
    expect((await confirm(browser, first)).status).toBe(410)
    expect((await confirm(browser, tokenIn(await here.at.untilMail(two)))).status).toBe(204)
  })
})

describe('recovery, resend and change of address give the same answer for known and unknown addresses', () => {
  const varying = new Set(['date', 'x-request-id'])
  const essence = ({ status, headers, text }: Reply) =>
    JSON.stringify({ status, text, lines: [...headers].filter(([name]) => !varying.has(name)) })

  test('by page and API; the mail tells the mailbox alone', async () => {
    const holder = await newPerson(here.at.server)
    const answers = { page: new Set<string>(), API: new Set<string>() }
    for (const email of [newAddress(), holder.account.email, holder.account.email.toUpperCase()]) {
      const { browser } = await newPerson(here.at.server)
      answers.API.add(essence(await ask(browser, email)))
      answers.page.add(essence(await browser.post('/account/email', { email })))
    }
    expect([answers.page.size, answers.API.size]).toEqual([1, 1])
    const mail = await here.at.untilMail(holder.account.email, 4)
    expect(mail.source).toMatch(/^Subject: This address has an account at Workshop already/m)
    expect(textOf(mail)).toContain(holder.account.username)
    expect(textOf(mail)).not.toContain('token=')
  })

  test('an address that got an account meanwhile cannot be taken', async () => {
    const { browser } = await newPerson(here.at.server)
    const email = newAddress()
    await ask(browser, email)
    const token = tokenIn(await here.at.untilMail(email))
    await newPerson(here.at.server, { email })
    expect((await confirm(browser, token)).status).toBe(410)
  })
})
