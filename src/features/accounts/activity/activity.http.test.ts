import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { appendEvent } from '../../audit/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

type Events = { items: { id: string; action: string; changes: { new: string | null }[] }[]; nextCursor: string | null }

const events = async (browser: Browser, query = '') =>
  (await browser.api('GET', `/api/account/events${query}`)).json<Events>()

const scope = {
  caller: null,
  requestId: 'r-1',
  ip: '127.0.0.1',
  userAgent: null,
  locale: 'en',
  timeZone: 'UTC',
} as const

/** Somebody whose location was `Town 1` to `Town count`, in this order. */
async function traveler(count: number) {
  const person = await newPerson(server)
  const subjectId = person.account.id
  await server.database.db.transaction(async (tx) => {
    for (let town = 1; town <= count; town += 1) {
      const changes = [{ field: 'location', old: null, new: `Town ${town}` }]
      const at = { ...scope, now: server.now() }
      await appendEvent(tx, at, { action: 'account.updated', subjectId, actorId: subjectId, changes })
    }
  })
  return person
}

const townsOn = (html: string) => [...html.matchAll(/“(Town \d+)”(?:, empty before)?<br/g)].map(([, town]) => town)

const linkTo = (html: string, word: string) =>
  new RegExp(`<a class="btn s" href="([^"]+)"[^>]*>(?:<svg.*?</svg>)?${word}`).exec(html)?.[1] ?? null

describe('the activity page', () => {
  it('tells in plain words what happened, in which browser, from where and when', async () => {
    const { browser } = await newPerson(server)
    browser.ip = '203.0.113.7'
    await browser.api('PATCH', '/api/account', { location: 'Leeds', language: 'en', timeZone: 'America/New_York' })
    await browser.api('PATCH', '/api/account', { location: 'York', dateOfBirth: '1984-03-27', visibility: 'private' })
    const { text } = await browser.get('/account/activity')
    expect(text).toContain('Location: “Leeds” → “York”<br/>')
    expect(text).toContain('Date of birth: “March 27, 1984”, empty before<br/>')
    expect(text).toContain('Who can see the profile: “everybody” → “only the names are shown”<br/>')
    expect(text).toContain('</time>\u00a0· Firefox on Linux\u00a0· 203.0.113.7')
    const when = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'America/New_York' })
    expect(text).toMatch(new RegExp(`<time datetime="[^"]+Z">${when.format(new Date()).split(' at ')[0]}`))
    expect(text).toContain('<b>Account made.</b>')
    expect(text.indexOf('Account details changed.')).toBeLessThan(text.indexOf('Account made.'))
  })

  it('speaks German to Germans, dates included', async () => {
    const { browser } = await newPerson(server)
    await browser.api('PATCH', '/api/account', { dateOfBirth: '1984-03-27', language: 'de', timeZone: 'Europe/Berlin' })
    const { text } = await browser.get('/account/activity')
    expect(text).toContain('<b>Angaben zum Konto geändert.</b>')
    expect(text).toContain('Geburtsdatum: „27. März 1984“, vorher leer<br/>')
    expect(text).toContain('Sprache: „Englisch“ → „Deutsch“<br/>')
    expect(text).toContain('Firefox unter Linux')
  })

  it('leads through 65 events by newer and older, each once, and ends at both ends', async () => {
    const { browser } = await traveler(64)
    const pages: string[] = []
    for (let path: string | null = '/account/activity'; path; path = linkTo(pages.at(-1) ?? '', 'Older'))
      pages.push((await browser.get(path)).text)
    const towns = pages.map(townsOn)
    expect(towns.map(({ length }) => length)).toEqual([30, 30, 4])
    expect(towns.flat()).toEqual(Array.from({ length: 64 }, (_, index) => `Town ${64 - index}`))
    const [first = '', , last = ''] = pages
    expect(linkTo(first, 'Newer')).toBeNull()
    const middle = (await browser.get(linkTo(last, 'Newer') ?? '')).text
    expect(townsOn(middle)).toEqual(towns[1])
    const back = (await browser.get(linkTo(middle, 'Newer') ?? '')).text
    expect(townsOn(back)).toEqual(towns[0])
    expect(linkTo(back, 'Newer')).toBeNull()
    expect(first.length).toBeLessThan(40_000)
  })

  it('shows values and user agents as text', async () => {
    const { browser } = await newPerson(server)
    const script = '<script>alert(1)</script>'
    const headers = { 'user-agent': `Mozilla/5.0 ${script}` }
    await browser.api('PATCH', '/api/account', { bio: script, firstName: `"${script}` }, { headers })
    const { text } = await browser.get('/account/activity')
    expect(text).not.toContain('<script>alert')
    expect(text).toContain('&lt;script>alert(1)&lt;/script>”')
  })
})

describe('GET /api/account/events', () => {
  it('lists the newest first, page by page, to the end', async () => {
    const { browser } = await traveler(5)
    const seen: (string | null | undefined)[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Events = await events(browser, `?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map(({ changes }) => changes[0]?.new))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['Town 5', 'Town 4', 'Town 3', 'Town 2', 'Town 1', undefined])
  })

  it('has stable codes, and sentences in the language of the person', async () => {
    const { browser } = await traveler(1)
    await browser.api('PATCH', '/api/account', { language: 'de' })
    const { items } = await events(browser)
    expect(items[1]).toMatchObject({
      action: 'account.updated',
      text: 'Angaben zum Konto geändert.',
      actor: 'person',
      ip: '127.0.0.1',
      browser: null,
      system: null,
      changes: [{ field: 'location', old: null, new: 'Town 1' }],
    })
  })

  it('cursors are typed, carry no rights, and tampering answers 400', async () => {
    const { browser } = await traveler(4)
    const other = await traveler(1)
    const { nextCursor } = await events(browser, '?limit=1')
    const foreign = await events(other.browser, `?cursor=${nextCursor}`)
    expect(foreign.items.flatMap(({ changes }) => changes.map((change) => change.new))).not.toContain('Town 3')
    for (const bad of ['x', `${nextCursor}x`, '%00', "'", '-1', '9'.repeat(99), 'ZXZlbnRzOm9sZGVyOjA']) {
      expect((await browser.api('GET', `/api/account/events?cursor=${bad}`)).status, bad).toBe(400)
      expect((await browser.get(`/account/activity?cursor=${bad}`)).status, bad).toBe(400)
    }
    for (const query of ['?limit=0', '?limit=101', '?limit=x', '?account=1', '?cursor=', '?cursor=a&cursor=b'])
      expect((await browser.api('GET', `/api/account/events${query}`)).status, query).toBe(400)
  })

  it("never has other people's events", async () => {
    const one = await traveler(2)
    const two = await traveler(1)
    const ids = (await events(one.browser)).items.map(({ id }) => id)
    for (const { id } of (await events(two.browser)).items) expect(ids).not.toContain(id)
  })
})
