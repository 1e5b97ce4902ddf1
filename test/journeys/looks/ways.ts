import type { Page } from 'playwright-core'
import type { Site } from '../site.ts'

export type Stage = {
  readonly site: Site
  /** The address of another site, which may post forms and hold frames. */
  readonly elsewhere: string
}

export type Way = (page: Page, stage: Stage) => Promise<unknown>

/** One page in one state: who looks at it, and how to get there. */
export type Place = {
  readonly name: string
  readonly as: 'stranger' | 'person' | 'admin' | 'crowded' | 'long'
  readonly status: number
  readonly go: Way
}

export const at =
  (path: string): Way =>
  (page, { site }) =>
    page.goto(site.origin + path)

/** Fills in the form that posts to this address and sends it by its button; the words of buttons differ by language. */
export const posted =
  (from: string, action: string, answers: Record<string, string> = {}): Way =>
  async (page, { site }) => {
    await page.goto(site.origin + from)
    const form = page.locator(`form[action$="${action}"]`)
    for (const [name, answer] of Object.entries(answers)) await form.locator(`[name="${name}"]`).fill(answer)
    await form.locator('button:not([type="button"])').click()
    await page.waitForLoadState()
  }
