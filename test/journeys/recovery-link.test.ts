import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { porchlight } from '../support/process.ts'
import { path, registerByApi, registerIn, send, signInOn } from './person.ts'
import { type Site, startSite } from './site.ts'

const fresh = 'Candle-under-9-stairs'

describe.skipIf(!hasChromium)('a link for a new password', () => {
  let site: Site
  let chromium: Browser
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite(), launchChromium()])
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  const newBrowser = () => chromium.newContext({ locale: 'en' })
  const linkFor = async (username: string) => {
    const { code, out, err } = await porchlight(['recovery-link', username], { env: site.env }).finished
    expect({ code, err }).toEqual({ code: 0, err: '' })
    return out.trim()
  }

  test('made beside the running server, sets a password once, and ends what was signed in', async () => {
    const before = await registerIn(await newBrowser(), site, 'kit')
    const page = await (await newBrowser()).newPage()
    const link = await linkFor('kit')
    await page.goto(link)
    expect(page.url()).toBe(`${site.origin}/recover/new-password`)
    expect(await page.locator('.title').textContent()).toContain('kit')
    await send(page, { newPassword: 'short', newPasswordAgain: 'short' }, 'Set password')
    expect(await page.locator('#newPassword-error').count()).toBe(1)
    await send(page, { newPassword: fresh, newPasswordAgain: fresh }, 'Set password')
    expect(path(page)).toBe('/login')
    // Beside it the field for the password has a status of its own, which is empty until there is something to say.
    expect(await page.getByRole('status').filter({ hasText: 'Your new password is set.' }).count()).toBe(1)

    await before.reload()
    expect(path(before)).toBe('/login')
    await signInOn(page, site, { login: 'kit' })
    expect(path(page)).toBe('/login')
    await signInOn(page, site, { login: 'kit', word: fresh })
    expect(path(page)).toBe('/account')

    expect((await before.goto(link))?.status()).toBe(410)
    expect(await before.locator('h1').textContent()).toBe('This link does not work any more')
  })

  test('tokens leave no trace in logs, Referer or history; the page after the click has a clean URL', async () => {
    await registerByApi(site, 'nor')
    const link = await linkFor('nor')
    const token = new URL(link).searchParams.get('token') ?? ''
    expect(token.length).toBeGreaterThan(40)
    const page = await (await newBrowser()).newPage()
    const referrers: string[] = []
    page.on('request', (request) => referrers.push(request.headers().referer ?? ''))
    // As from a webmail: a page of another site with a link.
    await page.route('https://mail.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${link}">Set a new password</a>` }),
    )
    await page.goto('https://mail.test/')
    await page.getByRole('link').click()
    await page.waitForURL(`${site.origin}/recover/new-password`)
    await page.locator('.foot').getByRole('link', { name: 'Terms' }).click()
    await page.waitForURL(`${site.origin}/terms`)
    expect(referrers).toContain(`${site.origin}/recover/new-password`)
    expect(referrers.filter((referrer) => referrer.includes(token))).toEqual([])
    expect(site.out() + site.err()).toContain('/recover/new-password')
    expect(site.out() + site.err()).not.toContain(token)
    const visited: string[] = []
    for (const _ of [1, 2]) {
      await page.goBack()
      visited.push(page.url())
    }
    expect(visited).toEqual([`${site.origin}/recover/new-password`, 'https://mail.test/'])
  })
})
