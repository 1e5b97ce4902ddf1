import { generateSync } from 'otplib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { password, path, registerByApi, send } from './person.ts'
import { type Site, startSite } from './site.ts'

/** The app on somebody's phone; each code of its own counts once, so that the next half minute's is typed where one was used. */
const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 })

const keyOn = async (page: Page) => (await page.locator('#key').inputValue()).replaceAll(/\s/g, '')

describe.skipIf(!hasChromium).each([
  { scripts: 'with scripts', javaScriptEnabled: true },
  { scripts: 'without scripts', javaScriptEnabled: false },
])('whoever must have a second factor, $scripts', ({ javaScriptEnabled }) => {
  let site: Site
  let chromium: Browser
  let context: BrowserContext
  let page: Page
  let secret = ''
  let codes: string[] = []
  const name = 'kit'

  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([
      startSite({ EMAIL_VERIFICATION: 'off', TWO_FACTOR_POLICY: 'everyone' }),
      launchChromium(),
    ])
    await registerByApi(site, name)
    context = await chromium.newContext({ locale: 'en', javaScriptEnabled })
    page = await context.newPage()
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  /** As somebody who comes back later; the browser is still known. */
  async function comeBack() {
    await context.clearCookies({ name: 'porchlight' })
    await page.goto(`${site.origin}/account`)
    expect(path(page)).toBe('/login')
    await send(page, { login: name, password }, 'Sign in')
  }
  /** So that the codes that were typed so far are of half minutes long gone. */
  const later = () => site.owner.query('update totp_authenticators set last_step = 0')

  test('is led to an app after the password, and to nothing else', async () => {
    await page.goto(`${site.origin}/account/activity`)
    await send(page, { login: name, password }, 'Sign in')
    expect(path(page)).toBe('/login/enroll')
    expect(await page.getByRole('button', { name: 'Not now' }).count()).toBe(0)
    await send(page, { code: '12345' }, 'Set up and sign in')
    expect(await page.locator('#error-summary').isVisible()).toBe(true)
    secret = await keyOn(page)
    await send(page, { code: codeOf(secret) }, 'Set up and sign in')
    codes = await page.locator('#codes li').allTextContents()
    expect(codes).toHaveLength(10)
    await page.getByRole('link', { name: 'I have kept them: go on' }).click()
    expect(path(page)).toBe('/account/activity')
  })

  test('signs in with a code of the app', async () => {
    await later()
    await comeBack()
    expect(path(page)).toBe('/login/second-factor')
    await send(page, { code: codeOf(secret) }, 'Go on')
    expect(path(page)).toBe('/account')
  })

  test('signs in with a backup code, once', async () => {
    await comeBack()
    await page.getByRole('link', { name: 'Use a backup code' }).click()
    await send(page, { backupCode: codes[0]?.toLowerCase() ?? '' }, 'Go on')
    expect(path(page)).toBe('/account')
    await comeBack()
    await page.getByRole('link', { name: 'Use a backup code' }).click()
    await send(page, { backupCode: codes[0] ?? '' }, 'Go on')
    expect(await page.locator('#error-summary').textContent()).toContain('none of your backup codes')
  })

  test('lets this browser be trusted, and is asked for no code at the next sign-in', async () => {
    await later()
    await comeBack()
    await send(page, { code: codeOf(secret), trustBrowser: true }, 'Go on')
    expect(path(page)).toBe('/account')
    await comeBack()
    expect(path(page)).toBe('/account')
  })

  test('is asked for the code all the same before something sensitive', async () => {
    await later()
    await page.goto(`${site.origin}/account`)
    await send(page, { email: 'kit@example.net' }, 'Change email')
    expect(await page.locator('h1').textContent()).toBe('Confirm it is you')
    await send(page, { confirmPassword: password, confirmCode: codeOf(secret) }, 'Confirm')
    expect(path(page)).toBe('/account')
  })
})
