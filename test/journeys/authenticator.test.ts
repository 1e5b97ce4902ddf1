import { readFile } from 'node:fs/promises'
import { generateSync } from 'otplib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { path, registerIn, send } from './person.ts'
import { type Site, startSite } from './site.ts'

const app = '/account/security/authenticator'

/** The code that an app shows which was told the key on the page. */
const codeOn = async (page: Page) => {
  const secret = (await page.locator('#key').inputValue()).replaceAll(' ', '')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  return generateSync({ secret })
}

const codesOn = (page: Page) => page.locator('#codes li').allTextContents()

describe.skipIf(!hasChromium)('somebody with an app for codes', () => {
  let site: Site
  let chromium: Browser
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite({ EMAIL_VERIFICATION: 'off' }), launchChromium()])
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  /** From the security page to the codes, which are saved as a file. */
  async function setUp(page: Page) {
    await page.goto(`${site.origin}/account/security`)
    await page.getByRole('link', { name: 'Set up', exact: true }).click()
    await page.getByRole('button', { name: 'Set up an app' }).click()
    expect(path(page)).toBe(`${app}/new`)
    expect(await page.getByRole('img').getAttribute('aria-label')).toBe('The key below as a picture to scan')
    await send(page, { code: '12345' }, 'Turn it on')
    expect(await page.getByRole('alert').textContent()).toContain('not a code that the app shows now')
    await send(page, { code: await codeOn(page) }, 'Turn it on')
    await page.locator('#codes').waitFor()
    const codes = await codesOn(page)
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as a file' }).click()
    const download = await saving
    expect(download.suggestedFilename()).toBe('backup-codes.txt')
    const file = await readFile(await download.path(), 'utf8')
    for (const code of codes) expect(file).toContain(code)
    return codes
  }

  test('sets it up, and copies, prints and saves the codes', async () => {
    const context = await chromium.newContext({ locale: 'en' })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin })
    const page = await registerIn(context, site, 'kit')
    const codes = await setUp(page)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'))
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '')
    })
    await page.getByRole('button', { name: 'Print' }).click()
    await page.locator('[data-printed]').waitFor()

    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#codes').isVisible()).toBe(true)
    for (const away of ['.nav', '.btn', '.foot'])
      expect(await page.locator(away).filter({ visible: true }).count()).toBe(0)
    await page.emulateMedia({ media: 'screen' })

    await page.getByRole('link', { name: 'I have kept them' }).click()
    expect(path(page)).toBe(app)
    expect(await page.getByRole('status').textContent()).toContain('App set up.')
    // The browser has kept nothing that it could show again.
    await expect(page.goBack()).rejects.toThrow('ERR_CACHE_MISS')
    await context.close()
  })

  test('does the same without scripts, makes new codes, and removes the app', async () => {
    const context = await chromium.newContext({ locale: 'en', javaScriptEnabled: false })
    const page = await registerIn(context, site, 'nor')
    const former = await setUp(page)
    for (const name of ['Copy', 'Print']) expect(await page.getByRole('button', { name }).isVisible()).toBe(false)
    await page.getByRole('link', { name: 'I have kept them' }).click()

    await page.goto(`${site.origin}/account/security`)
    expect(await page.locator('#second-factor').textContent()).toContain('10 of 10 left')
    await page.getByRole('link', { name: 'Manage your backup codes' }).click()
    await page.locator('summary').filter({ hasText: 'Make new codes' }).click()
    await page.getByRole('button', { name: 'Make new codes' }).click()
    const codes = await codesOn(page)
    expect(codes.filter((code) => former.includes(code))).toEqual([])
    expect(codes).toHaveLength(10)

    await page.goto(site.origin + app)
    await page.locator('summary').filter({ hasText: 'Remove' }).click()
    await page.getByRole('button', { name: 'Remove app' }).click()
    expect(await page.getByRole('status').textContent()).toContain('App removed.')
    await context.close()
  })
})
