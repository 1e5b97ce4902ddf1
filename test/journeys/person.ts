import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Site } from './site.ts'

export const password = 'Lantern-over-7-steps'

/** What a person writes into a form, by the names of its fields; true ticks a box. */
export type Answers = Readonly<Record<string, string | boolean>>

/** Fills in a form as a person does, and sends it by the button with these words. */
export async function send(page: Page, answers: Answers, button: string): Promise<void> {
  for (const [name, answer] of Object.entries(answers)) {
    const field = page.locator(`[name="${name}"]:not([type="hidden"])`)
    if (typeof answer === 'boolean') await field.setChecked(answer)
    else if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(answer)
    else await field.fill(answer)
  }
  await page.getByRole('button', { name: button, exact: true }).click()
}

/** Answers to every question of the registration. */
export const registration = (username: string): Answers => ({
  firstName: 'Jörg',
  lastName: 'Müller-Lüdenscheidt',
  username,
  email: `${username}@example.org`,
  password,
  passwordAgain: password,
  acceptTerms: true,
})

/** The same for the API, which asks for the password once. */
export function registrationByApi(username: string): Answers {
  const { passwordAgain: _, ...answers } = registration(username)
  return answers
}

/** Registers a person in this browser, who is then on the account page. */
export async function registerIn(context: BrowserContext, site: Site, username: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${site.origin}/register`)
  await page.locator('#firstName').waitFor()
  await send(page, registration(username), await wordsOfSubmit(page))
  expect(new URL(page.url()).pathname).toMatch(/\/account$/)
  return page
}

/** Signs in on this page. */
export async function signInOn(page: Page, site: Site, { login, word = password }: { login: string; word?: string }) {
  await page.goto(`${site.origin}/login`)
  await page.locator('#login').fill(login)
  await page.locator('#password').fill(word)
  await page.getByRole('button', { name: await wordsOfSubmit(page), exact: true }).click()
}

/** Registers past the browser, for people whose registration is not what a test is about. */
export async function registerByApi(site: Pick<Site, 'origin'>, username: string): Promise<Response> {
  return fetch(`${site.origin}/api/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(site.origin).origin },
    body: JSON.stringify(registrationByApi(username)),
  })
}

const wordsOfSubmit = async (page: Page) =>
  ((await page.locator('main form button.primary').first().textContent()) ?? '').trim()

export const path = (page: Page): string => new URL(page.url()).pathname
