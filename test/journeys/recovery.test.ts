import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { textOf } from '../support/mail-worker.ts'
import { startTestSmtp, type TakenMail, type TestSmtp } from '../support/smtp.ts'
import { path, registerIn, send, signInOn } from './person.ts'
import { type Site, startSite } from './site.ts'

const fresh = 'Candle-under-9-stairs'

describe.skipIf(!hasChromium)('somebody who forgot the password', () => {
  let site: Site
  let smtp: TestSmtp
  let chromium: Browser
  beforeAll(async () => {
    smtp = await startTestSmtp()
    const env = { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org' }
    ;[site, chromium] = await Promise.all([startSite(env), launchChromium()])
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
    await smtp?.stop()
  })

  const untilMail = (email: string, at: number): Promise<TakenMail> =>
    vi.waitFor(
      () => {
        const mail = smtp.taken.filter(({ to }) => to[0] === email)[at]
        if (!mail) throw new Error(`no mail ${at} to ${email}`)
        return mail
      },
      { timeout: 30_000, interval: 100 },
    )

  const linkIn = (mail: TakenMail) => /^https?:.*token=.*$/m.exec(textOf(mail))?.[0].trim() ?? ''

  /** From the sign-in page to the new password, and past a mail scanner that has followed the link before. */
  async function recover(page: Page, email: string): Promise<void> {
    await page.goto(`${site.origin}/login`)
    await page.getByRole('link', { name: 'Forgot it?' }).click()
    expect(path(page)).toBe('/recover')
    await send(page, { login: email }, 'Send the link')
    expect(path(page)).toBe('/recover/asked')
    expect(await page.locator('h1').textContent()).toBe('Look into your mail')
    const link = linkIn(await untilMail(email, 0))
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303)
    await page.goto(link)
    expect(page.url()).toBe(`${site.origin}/recover/new-password`)
    await send(page, { newPassword: fresh, newPasswordAgain: fresh }, 'Set password')
    expect(path(page)).toBe('/login')
    // Beside it the field for the password has a status of its own, which is empty until there is something to say.
    expect(await page.getByRole('status').filter({ hasText: 'Your new password is set.' }).count()).toBe(1)
  }

  test.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('%s: asks, follows the link in the mail, sets a new one, and signs in', async (_name, javaScriptEnabled) => {
    const name = javaScriptEnabled ? 'kit' : 'una'
    const newContext = () => chromium.newContext({ locale: 'en', javaScriptEnabled })
    const before = await registerIn(await newContext(), site, name)
    const page = await (await newContext()).newPage()
    await recover(page, `${name}@example.org`)

    await before.reload()
    expect(path(before)).toBe('/login')
    await signInOn(page, site, { login: name })
    expect(path(page)).toBe('/login')
    await signInOn(page, site, { login: name, word: fresh })
    expect(path(page)).toBe('/account')
    await page.goto(`${site.origin}/account/activity`)
    expect(await page.locator('main').textContent()).toContain('New password set by a link.')

    const told = await untilMail(`${name}@example.org`, 1)
    expect(textOf(told)).toContain(`${site.origin}/recover`)
    await page.goto(linkIn(await untilMail(`${name}@example.org`, 0)))
    expect(await page.locator('h1').textContent()).toBe('This link does not work any more')
    expect(site.out() + site.err()).not.toContain(linkIn(await untilMail(`${name}@example.org`, 0)).split('token=')[1])
  })
})
