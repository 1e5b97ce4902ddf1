import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { password, path, registerByApi, send, signInOn } from './person.ts'
import { type Site, startSite } from './site.ts'

const fresh = 'Candle-under-9-stairs'

describe.skipIf(!hasChromium)('a password that has to be replaced', () => {
  let site: Site
  let chromium: Browser
  let page: Page
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite(), launchChromium()])
    page = await chromium.newPage({ locale: 'en' })
    await registerByApi(site, 'due')
    await site.owner.query(`update accounts set must_change_password = true where username = 'due'`)
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  test('the wrong password does not learn of it', async () => {
    await signInOn(page, site, { login: 'due', word: 'Not-the-1-right-word' })
    expect(path(page)).toBe('/login')
    expect(await page.locator('#error-summary').textContent()).toContain('do not match')
  })

  test('the right one leads to a new password and to nothing else', async () => {
    await signInOn(page, site, { login: 'due' })
    expect(path(page)).toBe('/login/new-password')
    for (const place of ['/account', '/account/security', '/account/sessions', '/account/activity', '/account/leave']) {
      await page.goto(site.origin + place)
      expect(path(page), place).toBe('/login')
    }
    expect((await page.request.get(`${site.origin}/api/account`)).status()).toBe(401)
    const { rows } = await site.owner.query('select count(*)::int as sessions from sessions')
    expect(rows).toEqual([{ sessions: 1 }]) // that of the registration
  })

  test('the old one again is refused, and another sets it and signs in', async () => {
    await page.goto(`${site.origin}/login/new-password`)
    await send(page, { newPassword: password, newPasswordAgain: password }, 'Set password and sign in')
    expect(await page.locator('#newPassword-error').textContent()).toContain('That is the password you have now.')
    await send(page, { newPassword: fresh, newPasswordAgain: fresh }, 'Set password and sign in')
    expect(path(page)).toBe('/account')
    await page.goto(`${site.origin}/login/new-password`)
    expect(path(page)).not.toBe('/login/new-password')
  })

  test('from then on the new one signs in without a question', async () => {
    await page.context().clearCookies()
    await signInOn(page, site, { login: 'due', word: fresh })
    expect(path(page)).toBe('/account')
  })
})
