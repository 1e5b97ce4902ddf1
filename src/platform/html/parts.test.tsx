import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Avatar } from './avatar.tsx'
import { Button } from './button.tsx'
import { Confirm } from './confirm.tsx'
import { pageContext } from './fixtures/page-context.ts'
import { Pages } from './pages.tsx'
import { Row, Rows } from './rows.tsx'
import { Time, timeWords } from './time.tsx'

const page = pageContext({ path: '/account/sessions' })
const german = pageContext({ locale: 'de', timeZone: 'Europe/Berlin' })
const avatar = (name: string) => renderToString(<Avatar name={name} />)

describe('an avatar', () => {
  it.each([
    ['Kevin McAleer', 'KM'],
    ['ada', 'A'],
    ['Jean Luc van Damme', 'JD'],
    ['  élodie  ', 'É'],
    ['👩‍🚀 Sally', '👩‍🚀S'],
    ['', ''],
  ])('has the first letters of %j', (name, letters) => {
    expect(avatar(name)).toContain(`>${letters}</b>`)
  })

  it('has the same hue each time, one of eight', () => {
    const hues = new Set<string>()
    for (let i = 0; i < 200; i++) {
      expect(avatar(`name ${i}`)).toBe(avatar(`name ${i}`))
      hues.add(/avatar (h\d)/.exec(avatar(`name ${i}`))![1]!)
    }
    expect([...hues].sort()).toEqual(['h0', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'h7'])
  })

  it('keeps a hostile name as text', () => {
    expect(avatar('<script> <img')).toContain('>&lt;&lt;</b>')
  })
})

describe('a time', () => {
  const ago = (milliseconds: number) => new Date(page.now.getTime() - milliseconds)
  const hours = 3_600_000

  it.each([
    [0, 'just now', 'gerade eben'],
    [59_000, 'just now', 'gerade eben'],
    [-30_000, 'just now', 'gerade eben'],
    [60_000, '1 minute ago', 'vor 1 Minute'],
    [2 * hours, '2 hours ago', 'vor 2 Stunden'],
    [-3 * hours, 'in 3 hours', 'in 3 Stunden'],
    [25 * hours, 'yesterday', 'gestern'],
    [6 * 24 * hours, '6 days ago', 'vor 6 Tagen'],
    [22 * 24 * hours, 'November 2, 2026', '2. November 2026'],
  ])('%i milliseconds ago is put in words', (milliseconds, english, deutsch) => {
    expect(timeWords(ago(milliseconds), page, 'relative')).toBe(english)
    expect(timeWords(ago(milliseconds), german, 'relative')).toBe(deutsch)
  })

  it('calls a day yesterday by the calendar of the reader, not by 24 hours', () => {
    const at = new Date('2026-11-23T00:30:00Z')
    expect(timeWords(at, { ...page, timeZone: 'Europe/London' }, 'relative')).toBe('yesterday')
    expect(timeWords(at, { ...page, timeZone: 'America/New_York' }, 'relative')).toBe('2 days ago')
  })

  it('is written for programs too, and in the reader’s time zone', () => {
    const html = renderToString(<Time at={new Date('2026-11-24T23:30:00Z')} page={german} />)
    expect(html).toBe('<time datetime="2026-11-24T23:30:00.000Z">25. November 2026 um 00:30</time>')
  })
})

describe('newer and older', () => {
  it('makes the dead end no link', () => {
    const html = renderToString(<Pages page={page} newer={null} older="/base/account/activity?before=9" />)
    expect(html).toMatch(/<span class="btn s" aria-disabled="true">.*Newer/)
    expect(html).toContain('href="/base/account/activity?before=9"')
  })

  it('shows nothing when there is one page', () => {
    expect(renderToString(<Pages page={page} newer={null} older={null} />)).toBe('')
  })
})

it('asks in place, with the way out second, which leads back to the closed page', () => {
  const html = renderToString(
    <Confirm
      page={page}
      summary="Sign out all"
      question="All?"
      action="/base/x"
      submit="Sign out 3"
      keep="Keep them"
    />,
  )
  expect(html).toMatch(/<form class="ask" method="post" action="\/base\/x">.*Sign out 3<\/button><a/)
  expect(html).toContain('href="/base/account/sessions">Keep them</a>')
})

it('names the object of a button whose words repeat', () => {
  const html = renderToString(
    <Rows>
      <Row
        icon="phone"
        title="Safari on iPhone"
        actions={
          <Button small label="Sign out Safari on iPhone">
            Sign out
          </Button>
        }
      />
    </Rows>,
  )
  expect(html).toContain('aria-label="Sign out Safari on iPhone">Sign out</button>')
  expect(html).toContain('<ul class="card rows" role="list">')
})
