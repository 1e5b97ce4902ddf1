import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getPostmaster, getSupervisor } from '../../../src/platform/db/embedded/fixtures/processes.ts'
import { hasChromium, launchChromium } from '../../support/chromium.ts'
import { registerByApi } from '../person.ts'
import { type Site, startSite } from '../site.ts'
import { findFaults, watch } from './watch.ts'

describe.skipIf(!hasChromium)('while the database is away', () => {
  let site: Site
  let chromium: Browser
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite(), launchChromium()])
    await registerByApi(site, 'kit')
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  const profile = () => `${site.origin}/users/kit`

  const cases = (['light', 'dark'] as const).flatMap((colorScheme) => [
    { colorScheme, locale: 'en', width: 390 },
    { colorScheme, locale: 'de', width: 1280 },
  ])

  test('a page of the family says so, and the profile is there again when the database is', async () => {
    const supervisor = getSupervisor(site.dataDir)
    process.kill(supervisor, 'SIGSTOP') // held still, it cannot do what it is there for
    try {
      process.kill(getPostmaster(site.dataDir), 'SIGKILL')
      await Promise.all(
        cases.map(async ({ width, ...scheme }) => {
          const page = await chromium.newPage({ ...scheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' })
          const watched = await watch(page)
          const response = await page.goto(profile())
          expect(response?.status()).toBe(503)
          expect(response?.headers()['retry-after']).toMatch(/^\d+$/)
          expect(await page.locator('html').getAttribute('lang')).toBe(scheme.locale)
          expect(await page.locator('.door a.primary').getAttribute('href')).toBe('/users/kit')
          expect(await findFaults(page)).toEqual([])
          expect(await watched.complaints()).toEqual([])
          await page.close()
        }),
      )
    } finally {
      process.kill(supervisor, 'SIGCONT')
    }
    const page = await chromium.newPage()
    expect((await page.goto(profile()))?.status()).toBe(200)
  })
})
