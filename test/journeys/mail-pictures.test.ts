import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { hasChromium, launchChromium } from '../support/chromium.ts'
import { htmlOf } from '../support/mail-worker.ts'
import { type MailingServer, startMailingServer } from '../support/mails.ts'
import { causeEveryMail } from './cause-mails.ts'

// Where a picture of each is to go, to be looked at and kept in the docs.
const folder = process.env.MAIL_PICTURES
if (folder) mkdirSync(folder, { recursive: true })

const catalogue = readFileSync(join(packageRoot, 'src/features/admin/mail/messages.en.json'), 'utf8')
const [, choices = ''] = /"kind": "\{kind, select, (.*) other /.exec(catalogue) ?? []
/** Every kind of mail, by the names that admins see. */
const kinds = [...choices.matchAll(/(\w+) \{/g)].map(([, name = '']) => name.replaceAll('_', '-'))

/** As small as it gets: there are many of them. */
async function pictureOf(page: Page): Promise<Buffer> {
  const cdp = await page.context().newCDPSession(page)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: 600, height })
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: 70 })
  return Buffer.from(data, 'base64')
}

describe.skipIf(!hasChromium)('every kind of mail', () => {
  let mailing: MailingServer
  let chromium: Browser
  const mails = new Map<string, string>()
  beforeAll(async () => {
    const started = await Promise.all([
      startMailingServer({
        SITE_NAME: 'Kev’s Robots',
        SITE_URL: 'https://kevsrobots.example',
        EMAIL_VERIFICATION: 'before-sign-in',
      }),
      launchChromium(),
    ])
    mailing = started[0]
    chromium = started[1]
    await causeEveryMail(mailing)
    const { rows } = await mailing.server.database.owner.query('select id::text, kind from mails order by created_at')
    const kindOf = new Map<string, string>(rows.map(({ id, kind }) => [id, kind]))
    for (const mail of mailing.smtp.taken) {
      const [, id = ''] = /^Message-ID: <([\w-]{36})@/m.exec(mail.source) ?? []
      const kind = kindOf.get(id)
      if (kind && !mails.has(kind)) mails.set(kind, htmlOf(mail))
    }
  }, 120_000)
  afterAll(async () => {
    await chromium?.close()
    await mailing?.stop()
  })

  test('was caused, and has a picture in the docs', () => {
    expect(kinds.length).toBeGreaterThan(10)
    expect([...mails.keys()].toSorted()).toEqual(kinds.toSorted())
    const page = readFileSync(join(packageRoot, 'docs/authentication.md'), 'utf8')
    const missing = kinds.filter(
      (kind) =>
        !(
          existsSync(join(packageRoot, `docs/images/mails/${kind}.webp`)) &&
          page.includes(`(images/mails/${kind}.webp)`)
        ),
    )
    expect(missing).toEqual([])
  })

  test.each(kinds)('fits a phone, asks nobody for anything, and says in which language it is: %s', async (kind) => {
    const page = await chromium.newPage({ viewport: { width: 320, height: 600 } })
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    await page.setContent(mails.get(kind) ?? '')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(asked.filter((url) => url.startsWith('http'))).toEqual([])
    await page.setViewportSize({ width: 600, height: 320 })
    if (folder) writeFileSync(join(folder, `${kind}.webp`), await pictureOf(page))
    await page.close()
  })
})
