import { describe, expect, it } from 'vitest'
import { renderDocument } from './document.tsx'
import { Door } from './door.tsx'
import { ErrorPage } from './error-page.tsx'
import { errorWords } from './error-words.ts'
import { kev, pageContext } from './fixtures/page-context.ts'
import type { PageContext } from './page-context.ts'
import { Shell } from './shell.tsx'

const page = pageContext()
const german = pageContext({ locale: 'de' })
const navigation = [
  { href: '/account', label: 'Profile', icon: 'person' },
  { href: '/account/sessions', label: 'Sessions', icon: 'laptop', count: 1234 },
] as const
const shell = (context: PageContext) =>
  renderDocument(context, {
    title: 'Profile',
    body: (
      <Shell page={context} title="Profile">
        x
      </Shell>
    ),
  })
const errorPage = (context: PageContext, status: number, retryAfterSeconds?: number) =>
  renderDocument(context, {
    title: 'x',
    body: <ErrorPage page={context} status={status} reference="8f2c-11d0" retryAfterSeconds={retryAfterSeconds} />,
  })

describe('a document', () => {
  it('begins with its doctype, says its language and has its addresses under the path prefix', () => {
    const html = renderDocument(german, { title: 'Anmelden', body: 'x', islands: ['password-field.js'] })
    expect(html).toMatch(/^<!doctype html><html lang="de">/)
    expect(html).toContain('<link rel="stylesheet" href="/base/assets/porchlight.css"/>')
    expect(html).toContain('href="/base/brand.css"')
    expect(html).toContain('<script type="module" src="/base/assets/password-field.js"></script>')
    expect(html).toContain('<title>Anmelden · Kev’s Robots</title>')
  })

  it('says first in its title that a form failed', () => {
    expect(renderDocument(page, { title: 'Sign in', failed: true, body: 'x' })).toContain('<title>Error: Sign in ·')
    expect(renderDocument(german, { title: 'Anmelden', failed: true, body: 'x' })).toContain(
      '<title>Fehler: Anmelden ·',
    )
  })

  it('keeps the name of a site, of a person and a title as text', () => {
    const hostile = '</title><script>alert(1)</script>'
    const context = pageContext({
      site: { name: hostile, url: null, logoUrl: '"><script>' },
      caller: { ...kev, displayName: hostile, username: '"/><script>' },
    })
    const door = renderDocument(context, {
      title: hostile,
      body: (
        <Door page={context} title={hostile} lead={hostile} aside={hostile}>
          {hostile}
        </Door>
      ),
    })
    expect(door + shell(context)).not.toContain('<script')
  })

  it('holds no inline style and no inline script, as its policy demands', () => {
    const html = shell(pageContext({ caller: kev, navigation })) + errorPage(page, 404)
    expect(html).not.toMatch(/ style=|<style|<script(?![^>]*src=)| on[a-z]+=/)
  })
})

describe('the shell', () => {
  it('marks the current page in the navigation, and the nearest one above a page that is not in it', () => {
    const at = (path: string) => shell(pageContext({ caller: kev, navigation, path }))
    expect(at('/account/sessions')).toContain('href="/base/account/sessions" aria-current="page"')
    expect(at('/account/sessions').match(/aria-current/g)).toHaveLength(1)
    expect(at('/account/delete')).toContain('href="/base/account" aria-current="true"')
    expect(at('/accounts')).not.toContain('aria-current')
  })

  it('marks the page that one comes from, where the current one belongs to it by its sense alone', () => {
    const [first, ...others] = navigation.toReversed()
    const covering = [...others, { ...first!, covers: ['/account/leave'] }]
    const html = shell(pageContext({ caller: kev, navigation: covering, path: '/account/leave' }))
    expect(html).toContain(`href="/base${first?.href}" aria-current="true"`)
    expect(html.match(/aria-current/g)).toHaveLength(1)
  })

  it('writes counts as the language does, and leads to sign out', () => {
    expect(shell(pageContext({ caller: kev, navigation }))).toContain('<span class="count">1,234</span>')
    expect(shell(pageContext({ caller: kev, navigation, locale: 'de' }))).toContain('>1.234</span>')
    expect(shell(pageContext({ caller: kev, navigation }))).toContain('href="/base/logout"')
  })

  it('has no navigation for strangers, but the way in', () => {
    expect(shell(page)).not.toContain('<nav')
    expect(shell(page)).toContain('href="/base/login"')
  })

  it('leads back to the site only where there is one', () => {
    expect(shell(page)).toContain('<a href="https://kevsrobots.com/">Back to kevsrobots.com</a>')
    expect(shell(pageContext({ site: { name: 'Robots', url: null, logoUrl: null } }))).not.toContain('Back to')
  })
})

describe('an error page', () => {
  const known = [400, 401, 403, 404, 405, 409, 413, 415, 421, 422, 429, 500, 503]

  it('has words of its own for every status, in both languages', () => {
    const titles = known.flatMap((status) => [errorWords(page, status).title, errorWords(german, status).title])
    expect(new Set(titles).size).toBe(known.length * 2)
  })

  it('reads a status it does not know as the fault of whoever it is', () => {
    expect(errorWords(page, 418)).toEqual(errorWords(page, 400))
    expect(errorWords(page, 502)).toEqual(errorWords(page, 500))
  })

  it.each([
    [0, 'Wait a second, then try again.', 'Warte eine Sekunde und versuch es dann noch einmal.'],
    [51.2, 'Wait 52 seconds, then try again.', 'Warte 52 Sekunden und versuch es dann noch einmal.'],
    [91, 'Wait 2 minutes, then try again.', 'Warte 2 Minuten und versuch es dann noch einmal.'],
    [3600, 'Wait 60 minutes, then try again.', 'Warte 60 Minuten und versuch es dann noch einmal.'],
    [7201, 'Wait 3 hours, then try again.', 'Warte 3 Stunden und versuch es dann noch einmal.'],
  ])('says how long to wait: %d seconds', (seconds, english, deutsch) => {
    expect(errorPage(page, 429, seconds)).toContain(english)
    expect(errorPage(german, 429, seconds)).toContain(deutsch)
  })

  it('has one way onward and the reference', () => {
    const html = errorPage(pageContext({ caller: kev, path: '/account' }), 403)
    expect(html.match(/class="btn primary/g)).toHaveLength(1)
    expect(html).toContain('href="/base/account">Go to your account')
    expect(html).toContain('Reference 8f2c-11d0')
  })

  it('offers to try again what may work in a moment, and to sign in where that is missing', () => {
    expect(errorPage(page, 503)).toContain('href="/base/login">Try again')
    expect(errorPage(page, 401)).toMatch(/class="btn primary full" href="\/base\/login">Sign in/)
  })

  it('lights no lamp where nobody lives', () => {
    expect(errorPage(page, 404)).toContain('class="pendant out"')
    expect(errorPage(page, 403)).toContain('class="pendant"')
  })
})
