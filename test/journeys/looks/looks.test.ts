import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launchChromium } from '../../support/chromium.ts'
import { withMail } from '../../support/server.ts'
import { password, registerByApi } from '../person.ts'
import { type Site, startSite } from '../site.ts'
import { factors } from './admin-places.ts'
import { startElsewhere } from './elsewhere.ts'
import { createExtremes, extremes } from './extremes.ts'
import { places } from './places.ts'
import { findFaults, type Watch, watch } from './watch.ts'
import type { Place, Stage } from './ways.ts'

const mostBytes = 60_000
const folder = process.env.SCREENSHOTS
if (folder) mkdirSync(folder, { recursive: true })
const isWhole = folder !== undefined || process.env.LOOKS === 'whole'
// What fits in German fits in English, and axe judges what both have in common.
const languages = isWhole ? ['de', 'en'] : ['de']

const phone = { width: 390, height: 844 }
const desk = { width: 1280, height: 800 }

const logins = { person: 'kit', admin: 'ada', crowded: 'crowded', long: 'long' }

/** Mails that wait, and some that were given up, one of them in many words. */
const mails = `
  insert into mails (id, kind, account_id, about, created_at, trying_since, tries, tried_at, verdict, reply, done_at, outcome)
  select gen_random_uuid(), 'password-changed', a.id, '{}', now() - n * interval '7 minutes', now(), n, now(),
    case when n < 3 then 'away' else 'never' end, case n when 1 then 'it does not answer in time'
      else '550 5.1.1 <' || a.email || '>: Recipient address rejected: ' || repeat('User-unknown-', n) end,
    case when n > 2 then now() end, case when n > 2 then 'given-up' end
  from accounts a, generate_series(1, 5) n where a.username in ('kit', 'long')`

const env = {
  SITE_NAME: 'Kev’s Robots',
  SITE_URL: 'https://kevsrobots.example',
  TRUSTED_PROXIES: 'loopback',
  RATE_LIMITS: 'on',
  LIMIT_SIGN_IN_ADDRESS: '3/minute',
  EMAIL_VERIFICATION: 'before-taking-part',
  // Nobody must have a second factor here; whoever is asked for one may put it off.
  TWO_FACTOR_GRACE_DAYS: '14',
  ...withMail,
}
const roomy = {
  LIMIT_REGISTRATION: '100/hour',
  LIMIT_SIGN_IN_DEVICE: '100/hour',
  LIMIT_PASSWORD_CHANGE: '100/hour',
  LIMIT_RECOVERY: '100/hour',
  LIMIT_WRITES: '1000/minute',
}

/** What makes a page wider than its window; nothing where it fits. */
const beyondEdge = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const most = window.innerWidth
    if (document.documentElement.scrollWidth <= most) return []
    const wide = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > most)
    return ['the page is wider than its window', ...wide.map((one) => one.outerHTML.slice(0, 150))]
  })

describe.skipIf(!hasChromium)('every page', () => {
  let stage: Stage
  let site: Site
  let chromium: Browser
  let elsewhere: Awaited<ReturnType<typeof startElsewhere>>
  const contexts = new Map<string, Promise<BrowserContext>>()

  beforeAll(async () => {
    ;[site, chromium, elsewhere] = await Promise.all([
      startSite({ ...env, ...roomy }),
      launchChromium(),
      startElsewhere(),
    ])
    stage = { site, elsewhere: elsewhere.origin }
    await Promise.all(['kit', 'due', 'ada', 'sus', 'una', 'fay'].map((username) => registerByApi(site, username)))
    await site.owner.query(`update accounts set role = 'admin' where username = 'ada'`)
    await createExtremes(site)
    await site.owner.query(mails)
    await site.owner.query(`update accounts set mail_state = 'bouncing' where username in ('due', 'long')`)
    await site.owner.query(`update accounts set status = 'suspended', suspension_reason = 'Links to casinos, after two warnings',
      suspended_until = now() + interval '7 days' where username = 'sus'`)
    await site.owner.query(`update accounts set awaits_opening = true where username = 'una'`)
    await site.owner.query(`delete from passwords p using accounts a where a.id = p.account_id and a.username = 'una'`)
    await site.owner.query(factors)
    // So that the browser decides on the language; nobody is asked for a proof but where that is looked at.
    await site.owner.query('update accounts set language = null, email_verified_at = now()')
  })
  afterAll(async () => {
    await chromium?.close()
    await elsewhere?.stop()
    await site?.stop()
  })

  let visitors = 0
  async function newContext(language: string, as: Place['as']) {
    const context = await chromium.newContext({ locale: language, viewport: phone, reducedMotion: 'reduce' })
    if (as === 'stranger') return context
    const answer = await context.request.post(`${site.origin}/api/sessions`, {
      headers: { origin: site.origin, 'x-forwarded-for': `198.51.100.${++visitors}` },
      data: { login: logins[as], password },
    })
    expect(answer.status()).toBe(201)
    return context
  }

  async function open(place: Place, language: string) {
    const key = `${place.as} ${language}`
    if (!contexts.has(key)) contexts.set(key, newContext(language, place.as))
    const context = await contexts.get(key)!
    // Some places end with a sign-in.
    if (place.as === 'stranger') await context.clearCookies()
    const page = await context.newPage()
    await page.setExtraHTTPHeaders({ 'x-forwarded-for': `198.51.100.${(++visitors % 200) + 20}` })
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
    const watched = await watch(page)
    await place.go(page, stage)
    return { page, watched }
  }

  const keep = (page: Page, name: string) =>
    folder && page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })

  // The narrow page in both schemes; the whole grid is for `prove looks` and for pictures.
  const settings = () => {
    const grid = [phone, desk].flatMap((viewport) => [
      { viewport, colorScheme: 'light' as const },
      { viewport, colorScheme: 'dark' as const },
    ])
    return isWhole ? grid : grid.filter(({ viewport }) => viewport === phone)
  }

  async function look(page: Page, place: Place, language: string) {
    const faults: string[] = []
    for (const { viewport, colorScheme } of settings()) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      const name = `${place.name}-${viewport.width}-${colorScheme}-${language}`
      await keep(page, name)
      const found = await findFaults(page, colorScheme === 'dark' ? 'contrast' : undefined)
      faults.push(...found.map((fault) => `${name}: ${fault}`))
    }
    return faults
  }

  /** What moves while the page is loaded, and moves again when it is loaded once more: a machine that stalls while a page arrives paints a part of it first. */
  async function lastingShifts(watched: Watch, { place, language }: { place: Place; language: string }) {
    const shifts = await watched.shifts()
    if (shifts.length === 0) return []
    console.warn(`${place.name} in ${language} moved: ${shifts.join(' | ')}`)
    const again = await open(place, language)
    const lasting = await again.watched.shifts()
    await again.page.close()
    return lasting
  }

  test.each(
    [...places, ...extremes].flatMap((place) => languages.map((language) => ({ place, language, name: place.name }))),
  )('axe, the browser and the scales find nothing to say: $name in $language', async ({ place, language }) => {
    const { page, watched } = await open(place, language)
    try {
      const response = watched.response()
      expect(response.status()).toBe(place.status)
      const html = await response.text()
      expect(html).toContain(`<html lang="${language}">`)
      expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]* src=)/)
      const icon = await page.request.get(new URL('/icon.svg', site.origin).href)
      const weight = (await watched.weight()) + (await icon.body()).length
      expect(weight).toBeGreaterThan(5_000)
      expect(weight).toBeLessThan(mostBytes)
      expect(await lastingShifts(watched, { place, language })).toEqual([])
      expect(await look(page, place, language)).toEqual([])
      await page.setViewportSize({ width: 320, height: 600 })
      expect(await beyondEdge(page)).toEqual([])
      expect(await watched.complaints()).toEqual([])
    } finally {
      await page.close()
    }
  })
})
