import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../../support/chromium.ts'
import { registerIn } from '../person.ts'
import { type Site, startSite } from '../site.ts'

const rules = 'minlength: 8; maxlength: 256; required: upper; required: lower; required: digit;'
const current = { autocomplete: 'current-password', passwordrules: null }
const fresh = { autocomplete: 'new-password', passwordrules: rules }
const plain = (autocomplete: string) => ({ autocomplete, passwordrules: null })

const expected: Record<string, Record<string, ReturnType<typeof plain> | typeof fresh>> = {
  '/register': {
    firstName: plain('given-name'),
    lastName: plain('family-name'),
    username: plain('username'),
    email: plain('email'),
    dateOfBirth: plain('bday'),
    password: fresh,
    passwordAgain: fresh,
  },
  '/login': { login: plain('username webauthn'), password: current },
  '/account/security/password': { currentPassword: current, newPassword: fresh, newPasswordAgain: fresh },
  '/account/leave': { confirmUsername: plain('off') },
}

describe.skipIf(!hasChromium)('forms', () => {
  let site: Site
  let chromium: Browser
  let page: Page
  let member: Page
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite(), launchChromium()])
    page = await chromium.newPage({ locale: 'en' })
    member = await registerIn(await chromium.newContext({ locale: 'en' }), site, 'kit')
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  test.each(Object.keys(expected))('tell password managers what belongs where: %s', async (place) => {
    const on = place.startsWith('/account') ? member : page
    await on.goto(site.origin + place)
    const found = await on
      .locator('main input:not([type="hidden"]):not([hidden]):not([type="checkbox"])')
      .evaluateAll((inputs) =>
        inputs.map((input) => [
          input.getAttribute('name'),
          { autocomplete: input.getAttribute('autocomplete'), passwordrules: input.getAttribute('passwordrules') },
        ]),
      )
    expect(Object.fromEntries(found)).toEqual(expected[place])
  })

  test('a password manager is told whose password it changes', async () => {
    await member.goto(`${site.origin}/account/security/password`)
    expect(await member.locator('input[autocomplete="username"]').inputValue()).toBe('kit')
  })

  /** Goes through the page with the Tab key, and says for each stop what it is and whether a ring is seen around it. */
  async function walk(place: string) {
    await page.goto(site.origin + place)
    const stops: { name: string; ring: boolean }[] = []
    for (;;) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return null
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        const name = element.id || element.getAttribute('href') || element.textContent || ''
        return {
          name: `${element.tagName} ${name}`,
          ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        }
      })
      if (!stop) return stops
      // A date is several stops in one field.
      if (stops.at(-1)?.name !== stop.name) stops.push(stop)
    }
  }

  test.each(['/register', '/login'])(
    'the Tab key reaches every control in its order, with a ring: %s',
    async (place) => {
      const stops = await walk(place)
      expect(stops.filter(({ ring }) => !ring)).toEqual([])
      const controls = await page
        .locator('a[href], button:visible, input:not([type="hidden"]):visible, select, textarea')
        .evaluateAll((all) =>
          all.map((each) => `${each.tagName} ${each.id || each.getAttribute('href') || each.textContent || ''}`),
        )
      expect(stops.map(({ name }) => name)).toEqual(controls)
      expect(controls.length).toBeGreaterThan(6)
    },
  )

  test('sign-in works by the keyboard alone', async () => {
    await page.goto(`${site.origin}/login`)
    await page.locator('#login').focus()
    await page.keyboard.type('kit')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Forgot it?')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Lantern-over-7-steps')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${site.origin}/account`)
  })
})
