import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { expectVisibleFocus, follow, pressOn, tabTo, typeInto } from './keyboard.ts'
import { password, path, registerByApi } from './person.ts'
import { type Site, startSite } from './site.ts'

const names = { firstName: 'Jörg', lastName: 'Müller', username: 'joerg', email: 'joerg@example.org' }
const newPassword = 'Candle-under-9-stairs'

describe.skipIf(!hasChromium)('with the keyboard alone', () => {
  let site: Site
  let chromium: Browser
  let page: Page
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite(), launchChromium()])
    page = await chromium.newPage({ locale: 'en', viewport: { width: 1280, height: 800 } })
    await Promise.all(['ada', 'kit'].map((username) => registerByApi(site, username)))
    await site.owner.query(`update accounts set role = 'admin' where username = 'ada'`)
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  const status = () => page.getByRole('status').textContent()

  test('a failed registration puts the focus on what is wrong, which leads to the fields', async () => {
    await page.goto(`${site.origin}/register`)
    await typeInto(page, { ...names, username: 'a b', password, passwordAgain: password, acceptTerms: true })
    await pressOn(page, 'Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
    await expectVisibleFocus(page)
    await tabTo(page, '#error-summary a[href="#username"]')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('username')
    await expectVisibleFocus(page)
  })

  test('a registration that is right leads to the account', async () => {
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(names.username)
    await typeInto(page, { password, passwordAgain: password })
    await follow(page, 'main button.primary', 'Space')
    expect(path(page)).toBe('/account')
  })

  test('the first stop of a page skips the navigation', async () => {
    await page.goto(`${site.origin}/account`)
    await tabTo(page, '.skip')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('firstName')
  })

  test('the profile is changed', async () => {
    await typeInto(page, { location: 'Leeds' })
    await pressOn(page, 'Enter')
    expect(await status()).toContain('Profile saved.')
    expect(await page.locator('#location').inputValue()).toBe('Leeds')
  })

  test('the password is changed', async () => {
    await follow(page, '.nav a[href="/account/security"]')
    await follow(page, 'main a[href="/account/security/password"]')
    await typeInto(page, { currentPassword: password, newPassword, newPasswordAgain: newPassword })
    await pressOn(page, 'Enter')
    expect(await status()).toContain('Password changed.')
  })

  test('one session is signed out, then all others, after a question', async () => {
    for (const _ of [1, 2, 3])
      await fetch(`${site.origin}/api/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: site.origin },
        body: JSON.stringify({ login: names.username, password: newPassword }),
      })
    await follow(page, '.nav a[href="/account/sessions"]')
    const sessions = page.locator('main .rows > li form[action$="/end"]')
    expect(await sessions.count()).toBe(4)
    await follow(page, 'main .rows > li:nth-child(2) button', 'Space')
    expect(await sessions.count()).toBe(3)
    await tabTo(page, 'main details.confirm > summary')
    await page.keyboard.press('Enter')
    await follow(page, 'main details.confirm button.danger', 'Space')
    expect(await sessions.count()).toBe(1)
  })

  test('an admin finds somebody and suspends them', async () => {
    await follow(page, '.nav a[href="/logout"]')
    await follow(page, 'main button.primary')
    expect(path(page)).toBe('/login')
    await typeInto(page, { login: 'ada', password })
    await pressOn(page, 'Enter')
    await follow(page, '.nav a[href^="/admin"]')
    if (path(page) !== '/admin/accounts') await follow(page, 'a[href="/admin/accounts"]')
    await typeInto(page, { query: 'kit' })
    await pressOn(page, 'Enter')
    await follow(page, 'main .who a')
    await follow(page, 'main a[href$="/suspension"]')
    await typeInto(page, { reason: 'Advertised unasked.' })
    await follow(page, 'main form button.danger', 'Space')
    const { rows } = await site.owner.query(`select status from accounts where username = 'kit'`)
    expect(rows).toEqual([{ status: 'suspended' }])
    expect(path(page)).toMatch(/^\/admin\/accounts\/\d+$/)
  })

  test('on a phone the menu opens by its button, and Escape closes it', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${site.origin}/account`)
    const nav = page.locator('#nav')
    expect(await nav.isVisible()).toBe(false)
    await tabTo(page, '.menu')
    await page.keyboard.press('Enter')
    expect(await nav.isVisible()).toBe(true)
    await tabTo(page, '#nav a[href="/account/sessions"]')
    await page.keyboard.press('Escape')
    expect(await nav.isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('menu')
  })
})
