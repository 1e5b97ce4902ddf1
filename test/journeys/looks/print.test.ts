import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../../support/chromium.ts'
import { registerByApi, signInOn } from '../person.ts'
import { type Site, startSite } from '../site.ts'
import { createExtremes } from './extremes.ts'

/** What would be seen of these on paper. */
const shown = (page: Page, selector: string) => page.locator(selector).filter({ visible: true }).count()

const pressed = '.nav, .foot, .btn, .skip, .show, .me, .pages, .tabs, .filters'

describe.skipIf(!hasChromium)('on paper', () => {
  let site: Site
  let chromium: Browser
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite({ SITE_NAME: 'Kev’s Robots' }), launchChromium()])
    await createExtremes(site)
    await registerByApi(site, 'ada')
    await site.owner.query(`update accounts set role = 'admin' where username in ('ada', 'crowded')`)
    context = await chromium.newContext({ locale: 'en', colorScheme: 'dark', viewport: { width: 673, height: 950 } })
    page = await context.newPage()
    await signInOn(page, site, { login: 'crowded' })
    await page.waitForURL(`${site.origin}/account`)
    await page.emulateMedia({ media: 'print' })
  }, 60_000)
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  test.each(['/account', '/account/activity', '/privacy', '/terms', '/admin/accounts'])(
    'is black on white without anything to press, also where the screen is dark: %s',
    async (path) => {
      await page.goto(site.origin + path)
      expect(await shown(page, 'main')).toBe(1)
      expect(await shown(page, pressed)).toBe(0)
      const colors = await page.evaluate(() => {
        const of = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body)
        return [of('body').backgroundColor, of('body').color, of('h1').color]
      })
      expect(colors).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'rgb(0, 0, 0)'])
      expect(await page.locator('h1').evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(200)
    },
  )

  test('a long list goes on over several sheets, and cuts no row', async () => {
    await page.goto(`${site.origin}/account/activity`)
    const rows = page.locator('.rows > li')
    expect(await rows.count()).toBeGreaterThan(20)
    for (const style of await rows.evaluateAll((all) => all.map((row) => getComputedStyle(row).breakInside)))
      expect(style).toBe('avoid')
    // What holds the rows must be cut where they may be: a grid or a flex box is cut anywhere.
    const displays = await rows.first().evaluate((row) => {
      const found: string[] = []
      for (let at = row.parentElement; at; at = at.parentElement) found.push(getComputedStyle(at).display)
      return found
    })
    expect(new Set(displays)).toEqual(new Set(['block']))
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1)
  })

  test('says where links lead', async () => {
    await page.goto(`${site.origin}/docs`)
    const link = page.locator('main .title a')
    expect(await link.evaluate((element) => getComputedStyle(element, '::after').content)).toContain('/openapi.json')
  })

  test('a list for admins is a table, however narrow the sheet', async () => {
    await page.goto(`${site.origin}/admin/accounts`)
    expect(await page.locator('.tablebox thead').isVisible()).toBe(true)
    expect(
      await page
        .locator('.tablebox tbody tr')
        .first()
        .evaluate((row) => getComputedStyle(row).display),
    ).toBe('table-row')
  })
})
