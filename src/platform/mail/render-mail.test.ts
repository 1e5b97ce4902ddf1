import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium } from '../../../test/support/chromium.ts'
import { plainButton } from '../html/brand-css.ts'
import type { Block, MailBrand } from './content.ts'
import { renderMail } from './render-mail.tsx'

const brandOf = (color: string | null): MailBrand => {
  const { accent, 'on-accent': onAccent } = plainButton(color)
  return { siteName: 'Kit’s Robots', siteUrl: 'https://robots.example.org', accent, onAccent }
}

const link = `https://people.example.org/recover?token=${'x7Yz'.repeat(20)}`

/** Every kind of part, with a name in each. */
const blocksWith = (name: string): readonly Block[] => [
  { kind: 'text', text: `Hello ${name},` },
  { kind: 'code', code: '402 918' },
  {
    kind: 'facts',
    rows: [
      ['Name', name],
      ['Address', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
    ],
  },
  { kind: 'button', label: 'Sign in here', href: link },
  { kind: 'aside', text: `If that was not ${name}, ignore this mail.` },
]

const render = (name: string, color: string | null = null, locale: 'en' | 'de' = 'en') =>
  renderMail(
    { subject: `A mail for ${name}`, preview: `For ${name}`, blocks: blocksWith(name) },
    { brand: brandOf(color), locale },
  )

const markup = '<img src=x onerror=alert(1)>"\'&</title></style><script>alert(1)</script>'

describe('a mail', () => {
  it('says the same in both parts, in the same order, and loads nothing', () => {
    const { text, html } = render('Kit')
    const said = [
      'Hello Kit,',
      '402 918',
      'Name',
      'Sign in here',

      'If that was not Kit',
      'https://robots.example',
    ]
    for (const part of [text, html.slice(html.indexOf('<h1'))]) {
      const places = said.map((words) => part.indexOf(words))
      expect(places).not.toContain(-1)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
    expect(html).not.toMatch(/<(?:img|link|script|iframe|object|form|svg)|url\(|@import|src=/)
    const plain = renderMail({ subject: 'x', preview: 'x', blocks: [] }, { brand: brandOf(null), locale: 'de' })
    expect(plain.text).toMatch(/^-- \nDu bekommst diese Mail/)
    expect(plain.html).toContain('<html lang="de">')
  })

  it('has in its text each link on a line of its own, and no markup', () => {
    const { text } = render('Kit')
    expect(text.split('\n')).toContain(link)
    expect(text).not.toMatch(/<|&amp;/)
  })

  it('shows names with markup as they are', () => {
    const { text, html } = render(markup)
    expect(text).toContain(markup)
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<script')
    expect(html.match(/<\/title>/g)).toHaveLength(1)
    expect(html.match(/<\/style>/g)).toHaveLength(1)
  })
})

describe.skipIf(!hasChromium)('a mail in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  const open = async (html: string, options: Parameters<Browser['newPage']>[0]) => {
    const page = await browser.newPage({ javaScriptEnabled: true, ...options })
    await page.setContent(html)
    return page
  }

  it.each([
    ['a name of 300 letters', 'W'.repeat(300)],
    ['a name with markup', markup],
    ['a name from right to left', 'فاطمة الزهراء (2)'],
  ])('with %s is as wide as a phone, and shows it whole', async (_, name) => {
    const page = await open(render(name).html, { viewport: { width: 320, height: 640 } })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    expect(await page.locator('h1').textContent()).toBe(`A mail for ${name}`)
    expect(await page.locator('body').textContent()).toContain(`Hello ${name},`)
    await page.close()
  })

  it.each(['light', 'dark'] as const)(
    'has no fault in the %s, whatever the color of the installation',
    async (scheme) => {
      for (const color of [null, '#ffffff', '#000000', '#e11d2f', '#0000ff']) {
        const page = await open(render('Kit', color).html, {
          viewport: { width: 390, height: 844 },
          colorScheme: scheme,
        })
        await page.evaluate(axe.source)
        const { violations } = await page.evaluate(() =>
          (window as unknown as { axe: typeof axe }).axe.run({
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
          }),
        )
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          String(color),
        ).toEqual([])
        await page.close()
      }
    },
  )

  it('can be read without any style', async () => {
    const bare = render('Kit')
      .html.replaceAll(/ style="[^"]*"/g, '')
      .replace(/<style>.*?<\/style>/s, '')
    const page = await open(bare, { viewport: { width: 390, height: 844 } })
    expect(await page.locator('h1').textContent()).toBe('A mail for Kit')
    expect(await page.getByRole('link', { name: 'Sign in here' }).getAttribute('href')).toBe(link)
    await page.close()
  })
})
