import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { path, registerIn, signInOn } from './person.ts'
import { type Site, startSite } from './site.ts'

describe.skipIf(!hasChromium)('under a path prefix', () => {
  let site: Site
  let chromium: Browser
  let page: Page
  beforeAll(async () => {
    const port = await freePort()
    ;[site, chromium] = await Promise.all([
      startSite({ PORT: String(port), PUBLIC_URL: `http://localhost:${port}/people` }),
      launchChromium(),
    ])
    page = await registerIn(await chromium.newContext({ locale: 'en' }), site, 'kit')
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  /** Every address that the page names, whole and without its fragment. */
  const addresses = (attribute: 'href' | 'src' | 'action') =>
    page.locator(`[${attribute}]`).evaluateAll((elements, name) => {
      const asRead = (element: Element) => (element as unknown as Record<string, string>)[name] ?? ''
      return elements.map((element) => asRead(element).replace(/#.*/, ''))
    }, attribute)

  const isPage = (url: string) => !/\/logout$|\.\w+$/.test(new URL(url).pathname)

  /** Walks through all pages that these lead to. */
  async function visit(first: readonly string[]) {
    const actions = new Set<string>()
    const links = new Set(first.map((place) => site.origin + place))
    // A set is walked to its end, also over what is added on the way.
    for (const url of links) {
      if (!isPage(url)) continue
      const response = await page.goto(url)
      expect(response?.status(), url).toBe(200)
      for (const action of await addresses('action')) actions.add(action)
      for (const link of [...(await addresses('href')), ...(await addresses('src'))]) links.add(link)
    }
    return { links: [...links], actions: [...actions] }
  }

  async function expectToWork({ links, actions }: { links: string[]; actions: string[] }) {
    const outside = [...links, ...actions].filter((url) => url !== site.origin && !url.startsWith(`${site.origin}/`))
    expect(outside).toEqual([])
    for (const link of links) expect((await page.request.get(link)).status(), link).toBe(200)
    // Refused for where it comes from, so that nothing happens; an address that nobody answers would be 404.
    for (const action of actions)
      expect((await page.request.post(action, { headers: { origin: 'http://elsewhere.test' } })).status(), action).toBe(
        403,
      )
  }

  test('a person registers, signs out and signs in', async () => {
    expect(site.origin).toMatch(/\/people$/)
    expect(path(page)).toBe('/people/account')
    await page.goto(`${site.origin}/logout`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(path(page)).toBe('/people/login')
    await page.goto(`${site.origin}/account/security`)
    await page.locator('#login').fill('kit')
    await signInOn(page, site, { login: 'kit' })
    expect(path(page)).toBe('/people/account')
  })

  test('every link, asset and form of the pages of a person stays below it and is answered', async () => {
    const found = await visit(['/account', '/account/leave', '/account/security/password'])
    expect(found.links.length).toBeGreaterThan(12)
    expect(found.actions.length).toBeGreaterThan(7)
    await expectToWork(found)
  })

  test('and so does every one that strangers see', async () => {
    await page.context().clearCookies()
    const found = await visit(['/login', '/register', '/users/kit'])
    const places = ['login', 'login/passkey', 'recover', 'register']
    expect(found.actions.toSorted()).toEqual(places.map((name) => `${site.origin}/${name}`))
    await expectToWork(found)
  })

  test('outside of it nothing is answered', async () => {
    const { origin } = new URL(site.origin)
    for (const place of ['/login', '/api/account', '/peoplex', '/icon.svg', '/people.css'])
      expect((await page.request.get(origin + place)).status(), place).toBe(404)
    const bogus = await page.request.post(`${site.origin}/nothing`, { headers: { origin: 'http://elsewhere.test' } })
    expect(bogus.status()).toBe(404)
  })
})
