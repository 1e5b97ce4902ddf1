import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { registration, send } from './person.ts'
import { findAdminLink, type Site, startSite } from './site.ts'

describe.skipIf(!hasChromium)('the first admin', () => {
  let site: Site
  let chromium: Browser
  let page: Page
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite(), launchChromium()])
    page = await chromium.newPage({ locale: 'en' })
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  test('the printed link opens the form under a clean address, as often as it is opened', async () => {
    const link = await findAdminLink(site)
    expect(new URL(link).searchParams.get('token')).toMatch(/.{40,}/)
    for (const _ of [1, 2]) {
      await page.goto(link)
      expect(page.url()).toBe(`${site.origin}/welcome`)
      expect(await page.locator('h1').textContent()).toBe('Make the first admin')
    }
  })

  test('what is wrong with the form does not use the link up', async () => {
    await send(page, { ...registration('jo'), password: 'short', passwordAgain: 'short' }, 'Create account')
    expect(await page.locator('#error-summary a').count()).toBeGreaterThan(0)
    expect(page.url()).toBe(`${site.origin}/welcome`)
  })

  test('the form makes an admin, who is signed in', async () => {
    await send(page, registration('joerg'), 'Create account')
    expect(page.url()).toBe(`${site.origin}/account`)
    const { rows } = await site.owner.query(`select role from accounts where username = 'joerg'`)
    expect(rows).toEqual([{ role: 'admin' }])
  })

  test('the used link leads to a page that says so, also in another browser', async () => {
    const other = await chromium.newPage({ locale: 'en' })
    for (const any of [page, other]) {
      const response = await any.goto(await findAdminLink(site))
      expect(response?.status()).toBe(404)
      expect(await any.locator('h1').textContent()).toBe('This link does not work')
      expect(await any.locator('main form').count()).toBe(0)
      expect(any.url()).toBe(`${site.origin}/welcome`)
    }
    await other.context().close()
  })
})
