import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium } from '../../../test/support/chromium.ts'
import { brandCss } from './brand-css.ts'
import { gallery } from './fixtures/gallery.tsx'
import { dark, light } from './plain-tokens.ts'

const styles = join(import.meta.dirname, '../../../public/css')
const island = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'islands/password-field.ts'), 'utf8'))
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'"

const css = (name: string) => readFileSync(join(styles, name), 'utf8')
/** What is left to a browser that knows neither `light-dark()` nor relative colors. */
const asRead = (text: string) => text.replaceAll('light-dark(', 'unknown(').replaceAll('(from ', '(unknown ')

type Setting = { scheme?: 'light' | 'dark'; width?: number; old?: boolean; accent?: string }

function answer(url: string, { old = false, accent }: Setting) {
  const file = new URL(url).pathname.split('/').at(-1)!
  if (file === 'password-field.js') return { contentType: 'text/javascript', body: island }
  if (!file.endsWith('.css'))
    return { contentType: 'text/html', body: gallery[file] ?? '', headers: { 'content-security-policy': policy } }
  const sheet = file === 'brand.css' ? brandCss(accent ?? null) : css(file)
  return { contentType: 'text/css', body: old ? asRead(sheet) : sheet }
}

describe.skipIf(!hasChromium)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  async function open(name: string, setting: Setting = {}) {
    const { scheme = 'light', width = 390 } = setting
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme })
    await context.route('**/*', (route) => route.fulfill(answer(route.request().url(), setting)))
    const page = await context.newPage()
    await page.goto(`http://porchlight.test/${name}`)
    return page
  }

  async function faults(page: Page): Promise<string[]> {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run())
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }

  const settings: Setting[] = (['light', 'dark'] as const).flatMap((scheme) => [
    { scheme, width: 390 },
    { scheme, width: 1280, accent: 'navy' },
    { scheme, width: 390, old: true, accent: '#e11d2f' },
  ])

  it.each(settings)('axe finds nothing on any kind of page: %o', async (setting) => {
    for (const name of Object.keys(gallery)) {
      const page = await open(name, setting)
      expect(await faults(page), name).toEqual([])
      await page.context().close()
    }
  })

  it.each([false, true])('nothing scrolls sideways at 320 pixels, in an old browser: %s', async (old) => {
    for (const name of Object.keys(gallery)) {
      const page = await open(name, { width: 320, old })
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond, name).toBeLessThanOrEqual(0)
      await page.context().close()
    }
  })

  it.each(['light', 'dark'] as const)('the plain tokens are those of tokens.css: %s', async (scheme) => {
    const page = await open('missing', { scheme })
    const plain = scheme === 'light' ? light : dark
    const names = Object.entries(plain).filter(([, value]) => value.startsWith('#'))
    const found = await page.evaluate((all) => {
      const pixel = document.createElement('canvas').getContext('2d')!
      const probe = document.body.appendChild(document.createElement('i'))
      const read = (color: string) => {
        pixel.fillStyle = color
        pixel.fillRect(0, 0, 1, 1)
        return [...pixel.getImageData(0, 0, 1, 1).data]
      }
      return all.map(([name, value]) => {
        probe.style.setProperty('color', `var(--${name})`)
        const [ours, theirs] = [read(value!), read(getComputedStyle(probe).color)]
        return { name, off: Math.max(...ours.map((part, i) => Math.abs(part - theirs[i]!))) }
      })
    }, names)
    expect(found.filter(({ off }) => off > 2)).toEqual([])
    expect(found.length).toBeGreaterThan(10)
    await page.context().close()
  })

  it.each([
    ['light', 'rgb(240, 244, 247)', 'rgb(25, 32, 47)'],
    ['dark', 'rgb(15, 19, 29)', 'rgb(239, 236, 231)'],
  ] as const)('an old browser has the %s colors too', async (scheme, ground, ink) => {
    const page = await open('account', { scheme, old: true })
    const colors = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body)
      return [backgroundColor, color]
    })
    expect(colors).toEqual([ground, ink])
    await page.context().close()
  })

  it('the summary of a failed form has the focus without a script', async () => {
    const page = await open('register')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
    await page.context().close()
  })

  it('shows and hides the password, and hides it when the form is sent', async () => {
    const page = await open('register')
    const input = page.locator('#password')
    await input.fill('secret')
    await page.getByRole('button', { name: 'Show password' }).click()
    expect(await input.getAttribute('type')).toBe('text')
    await page.evaluate(() => {
      document.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault())
    })
    await page.getByRole('button', { name: 'Create account' }).click()
    expect(await input.getAttribute('type')).toBe('password')
    expect(await page.getByRole('button', { name: 'Show password' }).textContent()).toBe('Show')
    await page.context().close()
  })

  it('ticks the rules that a browser can judge, by Unicode, and leaves the others to the server', async () => {
    const page = await open('register')
    const states = () => page.locator('.rules li').evaluateAll((all) => all.map(({ className }) => className))
    expect(await states()).toEqual(['no', 'no', 'ok', 'no', ''])
    await page.locator('#password').fill('É٣')
    expect(await states()).toEqual(['', 'ok', '', 'ok', ''])
    await page.locator('#password').fill('Élodie٣é')
    expect(await states()).toEqual(['ok', 'ok', 'ok', 'ok', ''])
    expect(await page.locator('.rules li').first().textContent()).toBe('Met: 8 characters or more')
    await page.context().close()
  })

  it('warns of Caps Lock and moves nothing', async () => {
    const page = await open('register')
    const press = (modifierCapsLock: boolean) =>
      page.locator('#password').evaluate((input, on) => {
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: on }))
      }, modifierCapsLock)
    const height = () => page.evaluate(() => document.documentElement.scrollHeight)
    const before = await height()
    await press(true)
    expect(await page.locator('.caps').textContent()).toBe('Caps Lock is on')
    expect(await height()).toBe(before)
    await press(false)
    expect(await page.locator('.caps').textContent()).toBe('')
    await page.locator('#password').evaluate((input) => input.dispatchEvent(new Event('keydown')))
    await page.context().close()
  })

  it('opens the navigation of a phone without a script', async () => {
    const page = await open('account')
    const link = page.getByRole('link', { name: 'Sign out' })
    expect(await link.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await link.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await link.isVisible()).toBe(false)
    await page.context().close()
  })
})
