import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser as Chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium } from '../../../test/support/chromium.ts'
import { startTestServer, type TestServer, testSecret } from '../../../test/support/server.ts'
import { loadKeys } from '../../features/keys/index.ts'
import { listKept } from '../../platform/mail/mailbox.ts'
import type { Message } from '../../platform/mail/message.ts'
import { openTransport } from '../mail.ts'
import { testMail } from '../test-mail.ts'
import { devMailLink } from './door.ts'

let server: TestServer
let dataDir: string
let link: string
const linkOf = async ({ config, database }: TestServer) =>
  devMailLink(config, await loadKeys(database.db, [testSecret]))?.replace(config.publicUrl.origin, '') ?? ''

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'porchlight-kept-'))
  server = await startTestServer({ env: { ENVIRONMENT: 'development', DATA_DIR: dataDir } })
  link = await linkOf(server)
})
afterAll(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function keep(message: Partial<Message> = {}): Promise<string> {
  const transport = await openTransport(server.config, { onKept: () => {} })
  await transport?.send({ ...testMail(server.config, 'kit@example.org'), ...message })
  const [newest] = await listKept(dataDir)
  return newest?.id ?? ''
}

async function letIn() {
  const browser = server.browser()
  await browser.get(link)
  return browser
}

const withoutOwn = (headers: Headers) =>
  [...headers].filter(([name]) => !['date', 'x-request-id', 'content-length', 'keep-alive'].includes(name))

describe('/dev/mail', () => {
  it('opens by the link alone, which leaves the address at once, and says where nothing was kept', async () => {
    const browser = server.browser()
    const reply = await browser.get(link)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/dev/mail'])
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer')
    expect(reply.headers.get('set-cookie')).toMatch(/HttpOnly; .*SameSite=Lax/)
    expect((await browser.get('/dev/mail')).text).toContain('No mail yet')
    expect(link).not.toContain(browser.cookies.get('porchlight-mailbox'))
  })

  it('to anybody else is an address that no route answers', async () => {
    const id = await keep()
    const stranger = server.browser()
    stranger.cookies.set('porchlight-mailbox', 'guessed')
    const unknown = await stranger.get('/dev/nothing')
    expect(unknown.status).toBe(404)
    const reference = /Reference [\w-]+/g
    for (const path of ['/dev/mail', '/dev/mail?token=guessed', `/dev/mail/${id}`, `/dev/mail/${id}/content`]) {
      const reply = await stranger.get(path)
      expect([reply.status, withoutOwn(reply.headers)], path).toEqual([404, withoutOwn(unknown.headers)])
      expect(reply.text.replaceAll(reference, ''), path).toBe(unknown.text.replaceAll(reference, ''))
    }
  })

  it('has the same link after a restart, and another one at another installation', async () => {
    const again = await startTestServer({ env: { ENVIRONMENT: 'development' }, database: server.database })
    const other = await startTestServer({ env: { ENVIRONMENT: 'development' } })
    expect(await linkOf(again)).toBe(link)
    expect(await linkOf(other)).not.toBe(link)
    await Promise.all([again.stop(), other.stop()])
  })

  it('is not there where mails leave, or outside development', async () => {
    const smtp = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'accounts@example.org' }
    for (const env of [{ ENVIRONMENT: 'test' }, { ENVIRONMENT: 'development', ...smtp }]) {
      const elsewhere = await startTestServer({ env: { DATA_DIR: dataDir, ...env }, database: server.database })
      expect(await linkOf(elsewhere)).toBe('')
      expect((await elsewhere.browser().get(link)).status).toBe(404)
      await elsewhere.stop()
    }
  })

  it('lists mails newest first, and shows each as HTML, as text and as source', async () => {
    await keep({ subject: 'The first' })
    const id = await keep({ subject: 'The <b>second</b>' })
    const browser = await letIn()
    const list = await browser.get('/dev/mail')
    expect(list.text.indexOf('The &lt;b>second')).toBeGreaterThan(0)
    expect(list.text.indexOf('The first')).toBeGreaterThan(list.text.indexOf('The &lt;b>second'))
    const shown = await browser.get(`/dev/mail/${id}`)
    expect(shown.text).toContain(`<iframe class="mail" src="/dev/mail/${id}/content" sandbox`)
    expect(shown.text).toContain(`<a href="${server.origin}">`)
    expect((await browser.get(`/dev/mail/${id}?form=text`)).text).toContain('This mail was sent to see whether')
    expect((await browser.get(`/dev/mail/${id}?form=source`)).text).toContain('Content-Type: multipart/alternative')
    for (const none of [`${id}x`, '..%2f..%2fsecret', `${id}?form=other`])
      expect((await browser.get(`/dev/mail/${none}`)).status, none).toBe(404)
  })
})

const hostile = (at: string) =>
  `<!doctype html><title>x</title><p id="said">Words</p><script>document.title = 'ran'</script>
  <img src="${at}/icon.svg?asked" onerror="document.title = 'ran'"><link rel="stylesheet" href="${at}/brand.css?asked">
  <form action="${at}/login?asked"><button>go</button></form><iframe src="${at}/login?asked"></iframe>`

// By itself a mail is a document like any other, which may lead on; in the frame it may not take the page with it.
const leading = (at: string) =>
  `${hostile(at)}<a href="${at}/login?asked" target="_top">out</a><a href="${at}/login?asked" target="_blank">new</a>`

describe.skipIf(!hasChromium)('a kept mail in a browser', () => {
  let chromium: Chromium
  beforeAll(async () => {
    chromium = await launchChromium()
  })
  afterAll(() => chromium.close())

  it.each(['in its frame', 'by itself'])('%s runs nothing, loads nothing and leads nowhere', async (where) => {
    const framed = where === 'in its frame'
    const id = await keep({ html: (framed ? leading : hostile)(server.origin) })
    const context = await chromium.newContext()
    const page = await context.newPage()
    const answered: string[] = []
    context.on('response', (response) => answered.push(response.url()))
    await page.goto(server.origin + link)
    await page.goto(`${server.origin}/dev/mail/${id}${framed ? '' : '/content'}`)
    const mail = framed ? page.frames()[1] : page.mainFrame()
    await mail?.waitForSelector('#said')
    for (const words of ['go', ...(framed ? ['out', 'new'] : [])]) await mail?.getByText(words, { exact: true }).click()
    await page.waitForLoadState('networkidle')
    expect(await mail?.title()).toBe('x')
    expect(context.pages()).toHaveLength(1)
    expect(answered.some((url) => url.endsWith('/content'))).toBe(true)
    expect(answered.filter((url) => url.includes('asked'))).toEqual([])
    await context.close()
  })

  it('has a page without a fault, by keyboard and on a phone', async () => {
    const id = await keep()
    const page = await chromium.newPage({ viewport: { width: 320, height: 640 }, bypassCSP: true })
    await page.goto(server.origin + link)
    for (const path of ['', `/${id}`, `/${id}?form=text`, `/${id}?form=source`]) {
      await page.goto(`${server.origin}/dev/mail${path}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run({ iframes: false }),
      )
      expect(
        violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`),
        path,
      ).toEqual([])
    }
    await page.close()
  })
})
