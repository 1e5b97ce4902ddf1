import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** What has the focus, as a person sees it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { width, height, top, bottom } = element.getBoundingClientRect()
    return {
      html: element.outerHTML.slice(0, 160),
      ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      onScreen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
    }
  })

/** Expects that what has the focus is on the screen and has a ring around it. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const stop = await focused(page)
  expect(stop, `nothing has the focus on ${page.url()}`).not.toBeNull()
  expect(stop, stop?.html).toMatchObject({ ring: true, onScreen: true })
}

const farthest = 120

/** Presses Tab until what matches the selector has the focus; every stop on the way must be seen. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < farthest; presses++) {
    await page.keyboard.press('Tab')
    // Past the last stop the focus leaves the page, and comes back at the first.
    if ((await focused(page)) === null) continue
    await expectVisibleFocus(page)
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
  }
  throw new Error(`Tab does not lead to ${selector} on ${page.url()}`)
}

/** Goes on to each field by Tab, and types; true presses Space. */
export async function typeInto(page: Page, answers: Readonly<Record<string, string | true>>): Promise<void> {
  for (const [name, answer] of Object.entries(answers)) {
    await tabTo(page, `main [name="${name}"]`)
    if (answer === true) await page.keyboard.press('Space')
    else {
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type(answer)
    }
  }
}

/** Presses a key that leads to another page, and waits for it. */
export async function pressOn(page: Page, key: 'Enter' | 'Space'): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])
}

/** Goes to a link or button by Tab, and follows it. */
export async function follow(page: Page, selector: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, selector)
  await pressOn(page, key)
}
