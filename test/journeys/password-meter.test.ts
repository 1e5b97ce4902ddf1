import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const wait = { timeout: 20_000 }

describe.skipIf(!hasChromium)('how hard a new password is to guess', () => {
  let server: TestServer
  let chromium: Browser
  let loaded: string[]
  let complaints: string[]
  beforeAll(async () => {
    ;[server, chromium] = await Promise.all([startTestServer(), launchChromium()])
  })
  beforeEach(() => {
    loaded = []
    complaints = []
  })
  afterAll(async () => {
    await chromium?.close()
    await server?.stop()
  })

  async function open({ locale = 'en', without = false } = {}): Promise<Page> {
    const context = await chromium.newContext({ locale, viewport: { width: 390, height: 844 } })
    if (without) await context.route('**/assets/password-meter-*', (route) => route.abort())
    context.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    const page = await context.newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', ({ message }) => complaints.push(message))
    await page.goto(`${server.origin}/register`)
    return page
  }
  const said = (page: Page, words: string) => page.locator('.meter [role=status]').getByText(words).waitFor(wait)
  const litLamps = (page: Page) => page.locator('.meter .lit').count()
  const meterFiles = () => loaded.filter((path) => /\/(password-meter|answer)-/.test(path)).length
  const places = (page: Page) =>
    page
      .locator('main :is(label, button, p)')
      .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().top + window.scrollY))

  test('is loaded when somebody types one, said in words and lamps, and moves nothing', async () => {
    const page = await open()
    await page.locator('#firstName').fill('Jörg')
    await page.locator('#username').fill('lampenputzer')
    const before = await places(page)
    expect(meterFiles()).toBe(0)
    await page.locator('#password').pressSequentially('Password1')
    await said(page, 'Guessed at once')
    expect(await litLamps(page)).toBe(0)
    expect(await places(page)).toEqual(before)
    await page.locator('#password').fill('quiet-Porch-over-9-lanterns-in-May')
    await said(page, 'Very hard to guess')
    expect(await litLamps(page)).toBe(4)
    expect(await places(page)).toEqual(before)
    expect(meterFiles()).toBe(2)
    await page.locator('#password').fill('')
    expect(await page.locator('.meter [role=status]').textContent()).toBe('')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('knows what else stands in the form', async () => {
    const page = await open()
    await page.locator('#password').fill('Kuddelmuddel9')
    await said(page, 'Very hard to guess')
    await page.locator('#username').fill('kuddelmuddel')
    await page.locator('#password').fill('Kuddelmuddel8')
    await said(page, 'Easy to guess')
    await page.context().close()
  })

  test('is said in German, with German words', async () => {
    const page = await open({ locale: 'de' })
    await page.locator('#password').fill('Kirschkuchen')
    await said(page, 'Nicht ganz leicht zu erraten')
    expect(loaded.some((path) => path.includes('password-meter-de-'))).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('decides nothing, and where it does not come the form works without it', async () => {
    const page = await open({ without: true })
    const answers = { firstName: 'Jörg', lastName: 'Müller', username: 'joerg', email: 'joerg@example.org' }
    for (const [name, answer] of Object.entries(answers)) await page.locator(`#${name}`).fill(answer)
    const failed = page.waitForEvent('requestfailed', wait)
    await page.locator('#password').fill('Qwertz-12')
    await failed
    await page.locator('#passwordAgain').fill('Qwertz-12')
    await page.locator('#acceptTerms').check()
    expect(await page.locator('.meter [role=status]').textContent()).toBe('')
    await page.locator('main button.primary').click()
    await page.waitForURL('**/account')
    await page.context().close()
  })
})
