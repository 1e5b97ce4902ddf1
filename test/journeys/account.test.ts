// Long because it is the life of one account, told in order.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { password, path, registration, send, signInOn } from './person.ts'
import { type Site, startSite } from './site.ts'

const later = 'Candle-under-9-stairs'

describe.skipIf(!hasChromium)('an account from its first day to its last', () => {
  let site: Site
  let chromium: Browser
  beforeAll(async () => {
    ;[site, chromium] = await Promise.all([startSite(), launchChromium()])
  })
  afterAll(async () => {
    await chromium?.close()
    await site?.stop()
  })

  describe.each([
    { scripts: 'with scripts', javaScriptEnabled: true, name: 'joerg.on' },
    { scripts: 'without scripts', javaScriptEnabled: false, name: 'joerg.off' },
  ])('$scripts', ({ javaScriptEnabled, name }) => {
    const renamed = `${name}-2`
    const email = `${name}.new@example.org`
    let mine: BrowserContext
    let page: Page
    let other: Page
    const dialogs: string[] = []

    const newBrowser = () => chromium.newContext({ javaScriptEnabled, locale: 'en-GB' })
    const goTo = (place: string, on = page) => on.goto(site.origin + place)
    // Fields for passwords have one too, which is empty until there is something to say.
    const status = () => page.getByRole('status').filter({ hasText: /./ }).textContent()
    const text = async (on = page) => ((await on.locator('main').textContent()) ?? '').replace(/\s+/g, ' ')

    beforeAll(async () => {
      mine = await newBrowser()
      page = await mine.newPage()
      other = await (await newBrowser()).newPage()
      for (const any of [page, other])
        any.on('dialog', (dialog) => {
          dialogs.push(dialog.message())
          return dialog.dismiss()
        })
    })
    afterAll(async () => {
      await mine?.close()
      await other?.context().close()
    })

    test('a registration with everything wrong comes back with what was typed, says all that is wrong, and leads there', async () => {
      await goTo('/register')
      const typed = {
        firstName: '',
        lastName: 'Müller',
        username: 'a b',
        email: 'joerg@',
        dateOfBirth: '2021-02-03',
        password: 'short',
        passwordAgain: 'other',
      }
      await send(page, typed, 'Create account')
      expect(await page.title()).toMatch(/^Error: /)
      const summary = page.locator('#error-summary')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
      const targets = await summary.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
      const wrong = ['firstName', 'username', 'email', 'dateOfBirth', 'password', 'passwordAgain', 'acceptTerms']
      expect(new Set(targets)).toEqual(new Set(wrong.map((field) => `#${field}`)))
      for (const field of wrong) {
        await summary.locator(`a[href="#${field}"]`).first().click()
        expect(await page.evaluate(() => document.activeElement?.id)).toBe(field)
        expect(await page.locator(`#${field}`).getAttribute('aria-invalid')).toBe('true')
      }
      for (const [field, value] of Object.entries(typed))
        expect(await page.locator(`#${field}`).inputValue(), field).toBe(/^password/.test(field) ? '' : value)
    })

    test('a registration that is right signs the person in', async () => {
      await send(page, { ...registration(name), dateOfBirth: '1984-03-27' }, 'Create account')
      expect(path(page)).toBe('/account')
      expect(await page.locator('.me').textContent()).toContain('Jörg Müller-Lüdenscheidt')
    })

    test('names, location and a few words are kept as they were typed, and are text wherever they are shown', async () => {
      const bio = 'Grüße aus <b>Köln</b>\n<img src=x onerror=alert(1)>'
      const profile = { firstName: 'Jürgen', displayName: 'Jürgen <i>M.</i>', location: 'Köln & Umgebung', bio }
      await send(page, profile, 'Save profile')
      expect(await status()).toBe('Profile saved.')
      for (const [field, value] of Object.entries(profile))
        expect(await page.locator(`#${field}`).inputValue(), field).toBe(value)
      await page.locator('.me').click()
      expect(path(page)).toBe(`/users/${name}`)
      const shown = await text()
      for (const words of [
        'Jürgen <i>M.</i>',
        'Köln & Umgebung',
        'Grüße aus <b>Köln</b>',
        '<img src=x onerror=alert(1)>',
      ])
        expect(shown).toContain(words)
      await goTo('/account/activity')
      expect(await text()).toContain('<img src=x onerror=alert(1)>')
      expect(await page.locator('main :is(i, img)').count()).toBe(0)
      expect(dialogs).toEqual([])
    })

    test('in German the pages speak German, and back', async () => {
      await goTo('/account')
      await send(page, { language: 'de' }, 'Save language and time')
      expect(await status()).toBe('Sprache und Zeit gespeichert.')
      expect(await page.locator('html').getAttribute('lang')).toBe('de')
      expect(await page.locator('h1').textContent()).toBe('Profil')
      await page.locator('#language').selectOption('en')
      await page.locator('form:has(#language) button.btn').click()
      expect(await status()).toBe('Language and time saved.')
    })

    test('a username can change, the old address leads to the new, and the next change has its day', async () => {
      await send(page, { username: renamed }, 'Change username')
      expect(await status()).toBe('Username changed.')
      expect(await text()).toMatch(/Your username can change again on \w+ \d+, \d{4}/)
      expect(await page.locator('#username').count()).toBe(0)
      await goTo(`/users/${name}`)
      expect(path(page)).toBe(`/users/${renamed}`)
    })

    test('when signing in was long ago the password is asked in between, and the operation goes on without retyping', async () => {
      await site.owner.query(
        `update sessions set authenticated_at = authenticated_at - interval '16 minutes'
          where account_id = (select id from accounts where username = $1)`,
        [renamed],
      )
      await goTo('/account')
      await send(page, { email }, 'Change email')
      expect(await page.locator('h1').textContent()).toBe('Confirm it is you')
      await send(page, { confirmPassword: 'not it at all' }, 'Confirm')
      expect(await text()).toContain('That is not your password.')
      await send(page, { confirmPassword: password }, 'Confirm')
      expect(await status()).toBe('Email changed.')
      expect(path(page)).toBe('/account')
      expect(await page.locator('#email').inputValue()).toBe(email)
    })

    test('a changed password signs out the other browser and not this one', async () => {
      await signInOn(other, site, { login: renamed })
      expect(path(other)).toBe('/account')
      await goTo('/account/security')
      await page.getByRole('link', { name: 'Change password' }).click()
      const answers = { currentPassword: password, newPassword: later, newPasswordAgain: later }
      await send(page, answers, 'Change password')
      expect(await status()).toBe('Password changed. One other device was signed out.')
      await other.reload()
      expect(path(other)).toBe('/login')
    })

    test('the sessions of two browsers are listed, and one is ended by the other', async () => {
      await signInOn(other, site, { login: renamed, word: later })
      await goTo('/account/sessions')
      const rows = page.locator('.rows > li:has(form[action$="/end"])')
      expect(await rows.count()).toBe(2)
      const badge = page.getByText('This device', { exact: true })
      expect(await badge.count()).toBe(1)
      const foreign = rows.filter({ hasNotText: 'This device' })
      expect(await foreign.textContent()).toMatch(/on Linux/)
      await foreign.locator('form[action$="/end"] button').click()
      expect(await status()).toBe('That device was signed out.')
      expect(await rows.count()).toBe(1)
      await other.reload()
      expect(path(other)).toBe('/login')
    })

    test('the activity says in plain words what happened', async () => {
      await goTo('/account/activity')
      const shown = await text()
      for (const words of [
        'Account made.',
        'Terms and privacy policy accepted.',
        'First name: “Jörg” → “Jürgen”',
        `Username: “${name}” → “${renamed}”`,
        `Email: “${name}@example.org” → “${email}”`,
        'Password asked again, and it was wrong.',
        'Password changed.',
        'Signed out on one device.',
      ])
        expect(shown).toContain(words)
      expect(shown).not.toMatch(/argon2|no words for|\b(account|session|sign-in|password)\.[a-z]+/)
      expect(shown).not.toContain(password)
    })

    test('strangers see the public profile and nothing else of the person', async () => {
      await goTo(`/users/${renamed}`, other)
      const html = await other.content()
      expect(html).toContain('Köln &amp; Umgebung')
      for (const secret of [email, '1984', 'Lüdenscheidt', '127.0.0.1']) expect(html).not.toContain(secret)
    })

    test('opening /logout signs nobody out, its button does', async () => {
      await goTo('/logout')
      await goTo('/account')
      expect(path(page)).toBe('/account')
      await goTo('/logout')
      await page.getByRole('button', { name: 'Sign out' }).click()
      expect(path(page)).toBe('/login')
      expect(await status()).toContain('You are signed out.')
      await page.goBack()
      await goTo('/account/security')
      expect(path(page)).toBe('/login')
    })

    test('the email signs in too, and leads to where the person was going', async () => {
      await send(page, { login: email, password: later }, 'Sign in')
      expect(path(page)).toBe('/account/security')
    })

    test('a deleted account is gone, and its name is nobody’s again', async () => {
      await page.getByRole('link', { name: 'Delete account' }).click()
      await send(page, { confirmUsername: 'somebody' }, 'Delete my account')
      expect(await text()).toContain('That is not your username.')
      await send(page, { confirmUsername: renamed }, 'Delete my account')
      expect(await page.locator('h1').textContent()).toBe('Your account is deleted')
      for (const login of [email, renamed]) {
        await signInOn(page, site, { login, word: later })
        expect(await text()).toContain('That name and password do not match.')
      }
      expect((await goTo(`/users/${renamed}`))?.status()).toBe(404)
      for (const username of [name, renamed.toUpperCase()]) {
        await goTo('/register')
        await send(page, registration(username), 'Create account')
        expect(await page.locator('#username-error').textContent()).toContain(username)
      }
    })
  })
})
