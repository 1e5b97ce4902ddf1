import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { password, path, registerIn, send } from './person.ts'
import { type Site, startSite } from './site.ts'

/** A device of the person that knows who is there, as Chromium plays it. */
async function giveAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, authenticatorId }
}

describe.skipIf(!hasChromium)('somebody with a passkey', () => {
  let site: Site
  let chromium: Browser
  let page: Page
  let device: Awaited<ReturnType<typeof giveAuthenticator>>
  /** Whether the person is there to touch the device. */
  const present = (enabled: boolean) =>
    device.cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: device.authenticatorId, enabled })
  const knows = (isUserVerified: boolean) =>
    device.cdp.send('WebAuthn.setUserVerified', { authenticatorId: device.authenticatorId, isUserVerified })

  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite({ EMAIL_VERIFICATION: 'off' }), launchChromium()])
    page = await registerIn(await chromium.newContext({ locale: 'en' }), site, 'kit')
    device = await giveAuthenticator(page)
    page.on('response', (reply) => {
      if (reply.url().endsWith('/api/sessions/passkey-options')) answers += 1
    })
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  const signOut = async () => {
    await page.context().clearCookies()
    await page.goto(`${site.origin}/account`)
    expect(path(page)).toBe('/login')
  }
  let answers = 0
  /** Until the page has asked the browser as often as the server said what for: what waits then for somebody goes on waiting. */
  async function asked(times: number) {
    await vi.waitFor(() => expect(answers).toBe(times), { timeout: 20_000 })
    await page.evaluate(() => fetch('/icon.svg').then((reply) => reply.text()))
  }
  const said = () => page.locator('.passkey [role="status"]')

  test('adds it, and keeps the backup codes that come with the first', async () => {
    await page.goto(`${site.origin}/account/security`)
    await page.getByRole('link', { name: 'Manage passkeys' }).click()
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    expect(path(page)).toBe('/account/security/passkeys/new')
    await page.locator('#name').fill('This laptop')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.waitForURL(`${site.origin}/account/security/passkeys`)
    expect(await page.locator('#codes li').count()).toBe(10)
    await page.getByRole('link', { name: 'I have kept them' }).click()
    expect(await page.getByRole('status').textContent()).toContain('Passkey added.')
    expect(await page.locator('main').textContent()).toContain('This laptop')
  })

  test('is told that this device has one already', async () => {
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await said().filter({ hasText: 'This device has a passkey' }).waitFor()
  })

  test('signs in with it alone, from the browser’s autofill', async () => {
    await signOut()
    await page.waitForURL(`${site.origin}/account`)
    expect(await page.locator('main').textContent()).toContain('kit')
  })

  test('signs in with it alone, by the button', async () => {
    await present(false)
    answers = 0
    await signOut()
    await asked(1)
    await present(true)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(`${site.origin}/account`)
  })

  test('whom the device does not know is told that nothing was done, and may try again', async () => {
    await knows(false)
    answers = 0
    await signOut()
    await asked(1)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await said().filter({ hasText: 'Nothing was done' }).waitFor()
    // By the button, and again in the field.
    await asked(3)
    await knows(true)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(`${site.origin}/account`)
  })

  test('is asked for it after the password, and for nothing else', async () => {
    await present(false)
    await signOut()
    await send(page, { login: 'kit', password }, 'Sign in')
    expect(path(page)).toBe('/login/second-factor')
    await page.goto(`${site.origin}/account`)
    expect(path(page)).toBe('/login')
    await send(page, { login: 'kit', password }, 'Sign in')
    await present(true)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(`${site.origin}/account`)
  })

  test('confirms with it before something sensitive', async () => {
    await site.owner.query(`update sessions set authenticated_at = now() - interval '20 minutes'`)
    await page.goto(`${site.origin}/account/security/passkeys`)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    expect(await page.locator('h1').textContent()).toBe('Confirm it is you')
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(`${site.origin}/account/security/passkeys/new`)
  })

  test('without scripts there is no button, and the password is asked for', async () => {
    const context = await chromium.newContext({ locale: 'en', javaScriptEnabled: false })
    const bare = await context.newPage()
    await bare.goto(`${site.origin}/login`)
    expect(await bare.getByText('Use a passkey').isVisible()).toBe(false)
    expect(await bare.locator('#password').isVisible()).toBe(true)
    await context.close()
  })
})
