import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { textOf } from '../support/mail-worker.ts'
import { codeIn } from '../support/mails.ts'
import { startTestSmtp, type TakenMail, type TestSmtp } from '../support/smtp.ts'
import { password, path, registration, send, signInOn } from './person.ts'
import { type Site, startSite } from './site.ts'

const fresh = 'Candle-under-9-stairs'

describe.skipIf(!hasChromium)('where addresses are verified', () => {
  let site: Site
  let smtp: TestSmtp
  let chromium: Browser
  beforeAll(async () => {
    smtp = await startTestSmtp()
    const env = { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org', EMAIL_VERIFICATION: 'before-sign-in' }
    ;[site, chromium] = await Promise.all([startSite(env), launchChromium()])
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
    await smtp?.stop()
  })

  const untilMail = (email: string, at = 0): Promise<TakenMail> =>
    vi.waitFor(
      () => {
        const mail = smtp.taken.filter(({ to }) => to[0] === email)[at]
        if (!mail) throw new Error(`no mail ${at} to ${email}`)
        return mail
      },
      { timeout: 30_000, interval: 50 },
    )
  const linkIn = (mail: TakenMail) => /^https?:.*token=.*$/m.exec(textOf(mail))?.[0].trim() ?? ''
  const newPage = async () => (await chromium.newContext({ locale: 'en' })).newPage()

  async function register(page: Page, name: string): Promise<TakenMail> {
    await page.goto(`${site.origin}/register`)
    await send(page, registration(name), 'Create account')
    expect(path(page)).toBe('/verify')
    expect(await page.locator('main').textContent()).toContain(`We sent a mail to ${name}@example.org.`)
    return untilMail(`${name}@example.org`)
  }

  test('a newcomer registers, follows the link of the mail, past a scanner, and is signed in', async () => {
    const page = await newPage()
    const link = linkIn(await register(page, 'kit'))
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303)
    await page.goto(link)
    expect(page.url()).toBe(`${site.origin}/verify/sign-up`)
    await send(page, {}, 'Confirm and sign in')
    expect(page.url()).toBe(`${site.origin}/account`)
    await page.goto(link)
    expect(await page.locator('h1').textContent()).toBe('This link does not work any more')
    expect(site.out() + site.err()).not.toContain(link.split('token=')[1])
  })

  test('the six digits do as well, and another browser is asked for a password', async () => {
    const page = await newPage()
    const mail = await register(page, 'una')
    await send(page, { code: codeIn(mail) }, 'Confirm')
    expect(path(page)).toBe('/account')
    const elsewhere = await newPage()
    await elsewhere.goto(linkIn(await register(await newPage(), 'ada')))
    await send(elsewhere, { newPassword: fresh, newPasswordAgain: fresh, acceptTerms: true }, 'Open the account')
    expect(path(elsewhere)).toBe('/account')
  })

  test('an email that somebody took over is taken back from the former address', async () => {
    const owner = await newPage()
    const thief = await newPage()
    await owner.goto(linkIn(await register(owner, 'rosa')))
    await send(owner, {}, 'Confirm and sign in')
    await signInOn(thief, site, { login: 'rosa' })
    await thief.locator('form[action$="/account/email"] [name="email"]').fill('thief@example.org')
    await thief.getByRole('button', { name: 'Change email' }).click()
    await thief.goto(linkIn(await untilMail('thief@example.org')))
    await send(thief, {}, 'Use this address')
    expect(await thief.getByRole('status').textContent()).toContain('Email changed.')

    // The first was about the thief's browser.
    const told = await untilMail('rosa@example.org', 2)
    const page = await newPage()
    await page.goto(linkIn(told))
    expect(page.url()).toBe(`${site.origin}/verify/undo`)
    await send(page, {}, 'Take the account back')
    expect(path(page)).toBe('/recover/new-password')
    await send(page, { newPassword: fresh, newPasswordAgain: fresh }, 'Set password')
    await thief.reload()
    expect(path(thief)).toBe('/login')
    await signInOn(thief, site, { login: 'rosa', word: password })
    expect(path(thief)).toBe('/login')
    await signInOn(page, site, { login: 'rosa@example.org', word: fresh })
    expect(path(page)).toBe('/account')
  })
})
