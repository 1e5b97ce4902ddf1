import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../../support/chromium.ts'
import { findFaults, watch } from './watch.ts'

const good = '<!doctype html><html lang="en"><title>Good</title><main><h1>Good</h1><p>Nothing here.</p></main>'
const pale = good.replace('<p>', '<p class="pale">')
const policy = "default-src 'none'; style-src 'self'; script-src 'self'"
const css = '.pale { color: #ccc } p { margin-top: 0 } .moved p { margin-top: 300px }'

describe.skipIf(!hasChromium)('the watch over a page', () => {
  let chromium: Browser
  let page: Page
  beforeAll(async () => {
    chromium = await launchChromium()
  })
  afterAll(() => chromium?.close())

  async function open(body: string) {
    page = await chromium.newPage()
    const watched = await watch(page)
    await page.route('**/*', (route) =>
      route.request().url().endsWith('.css')
        ? route.fulfill({ contentType: 'text/css', body: css })
        : route.fulfill({ contentType: 'text/html', body, headers: { 'content-security-policy': policy } }),
    )
    await page.goto('http://porchlight.test/')
    return watched
  }

  test('has nothing to say about a page that is well made', async () => {
    const watched = await open(`${good}<link rel="stylesheet" href="/a.css">`)
    expect(await findFaults(page)).toEqual([])
    expect(await watched.complaints()).toEqual([])
    expect(await watched.shifts()).toEqual([])
  })

  test('finds what axe finds, and pale text', async () => {
    await open(`${pale}<link rel="stylesheet" href="/a.css"><img src="/a.css">`)
    const all = (await findFaults(page)).map((fault) => fault.split(':')[0])
    expect(all).toEqual(expect.arrayContaining(['image-alt', 'color-contrast', 'region']))
    expect((await findFaults(page, 'contrast')).map((fault) => fault.split(':')[0])).toEqual(['color-contrast'])
  })

  test('finds an inline style, which the policy forbids', async () => {
    const watched = await open(good.replace('<p>', '<p style="color: red">'))
    expect((await watched.complaints()).join()).toMatch(/style-src-attr: inline/)
  })

  test('finds what moves', async () => {
    const watched = await open(`${good}<link rel="stylesheet" href="/a.css">`)
    await page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      await frame()
      document.body.className = 'moved'
      await frame()
      await frame()
    })
    await expect.poll(async () => (await watched.shifts()).join()).toMatch(/^0\.\d+: \w+\..* from .* to /)
  })
})
