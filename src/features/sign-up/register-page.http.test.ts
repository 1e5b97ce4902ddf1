import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { formOf, hiddenOf, someone } from './fixtures/person.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ env: { ALLOWED_ORIGINS: 'https://www.example.org' } })
})
afterAll(() => server.stop())

const send = (form: Record<string, string>, browser: Browser = server.browser()) => browser.post('/register', form)
const summaryOf = (html: string) => [...html.matchAll(/<li><a href="#(\w+)">([^<]+)<\/a>/g)].map(([, field]) => field)

describe('the page /register', () => {
  test('shows every field with the name that password managers know it by', async () => {
    const { status, text, headers } = await server.browser().get('/register')
    expect(status).toBe(200)
    for (const name of ['given-name', 'family-name', 'username', 'email', 'bday', 'new-password'])
      expect(text).toContain(`autocomplete="${name}"`)
    expect(text).toContain(
      'passwordrules="minlength: 8; maxlength: 256; required: upper; required: lower; required: digit;"',
    )
    expect(text).toContain('I accept the <a href="/terms">terms</a> and the <a href="/privacy">privacy policy</a>')
    expect(text).toMatch(/<script type="module" src="\/assets\/password-field/)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('makes the account, signs in, and goes to it', async () => {
    const browser = server.browser()
    const reply = await send(formOf(someone()), browser)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account'])
    expect(browser.cookies.get('porchlight')).toMatch(/^[\w-]{43}$/)
    expect(browser.cookies.get('porchlight-device')).toMatch(/^v1\./)
  })

  test('the session goes with the browser, since nobody asked to be kept signed in', async () => {
    const reply = await send(formOf(someone()))
    const session = reply.headers.getSetCookie().find((line) => line.startsWith('porchlight='))
    expect(session).toMatch(/HttpOnly/)
    expect(session).not.toMatch(/max-age|expires/i)
  })

  test('tells everything that is wrong at once, keeps what was typed, and never the password', async () => {
    const taken = someone()
    await send(formOf(taken))
    const form = {
      firstName: 'Kit <b>',
      lastName: 'O’Byrne',
      username: taken.username.toUpperCase(),
      email: 'kit@',
      dateOfBirth: '2031-01-01',
      password: 'secret-lantern',
      passwordAgain: 'secret-lamp',
      idempotencyKey: '',
    }
    const { status, text } = await send(form)
    expect(status).toBe(422)
    expect(text).toContain('<title>Error: Create your account · Kev’s Robots</title>')
    expect(summaryOf(text)).toEqual(['username', 'email', 'dateOfBirth', 'password', 'passwordAgain', 'acceptTerms'])
    expect(text).toContain('value="Kit &lt;b>"')
    for (const value of ['O’Byrne', taken.username.toUpperCase(), 'kit@', '2031-01-01'])
      expect(text).toContain(`value="${value}"`)
    expect(text).not.toContain('secret-')
    expect(text).not.toMatch(/type="checkbox"[^>]* checked/)
    expect(text.match(/<li class="no"/g)).toHaveLength(2)
    expect(text.match(/<li class="ok"/g)).toHaveLength(4)
  })

  test('a ticked box stays ticked', async () => {
    const { text } = await send({ ...formOf(someone()), username: '' })
    expect(text).toMatch(/type="checkbox"[^>]* checked/)
  })

  test('each rule of the password has its own message beside the field', async () => {
    const { text } = await send({ ...formOf(someone()), password: 'aaa', passwordAgain: 'aaa' })
    for (const message of ['Make it 8 characters or more.', 'Add an upper-case letter.', 'Add a digit.'])
      expect(text.split('id="password-error"')[1]).toContain(message)
  })

  test('in German', async () => {
    const browser = server.browser()
    browser.language = 'de'
    const page = await browser.get('/register')
    expect(page.text).toContain('<html lang="de">')
    expect(page.text).toContain('<h1>Leg dein Konto an</h1>')
    const { text } = await send({ ...formOf(someone()), passwordAgain: 'x' }, browser)
    expect(text).toContain('Die beiden Passwörter sind verschieden.')
    expect(text).toContain('Fehler: Leg dein Konto an')
  })

  test('somebody signed in is sent to the account, whatever they do', async () => {
    const browser = server.browser()
    await send(formOf(someone()), browser)
    const before = await server.database.owner.query('select count(*) from accounts')
    expect((await browser.get('/register')).headers.get('location')).toBe('/account')
    expect((await send(formOf(someone()), browser)).headers.get('location')).toBe('/account')
    expect((await server.database.owner.query('select count(*) from accounts')).rows).toEqual(before.rows)
  })

  test.each([
    ['/account/security', '/account/security'],
    ['https://www.example.org/post#comments', 'https://www.example.org/post#comments'],
    ['https://evil.example/', '/account'],
    ['//evil.example', '/account'],
    ['javascript:alert(1)', '/account'],
  ])(
    'return_to leads to our origin or an exact allowed one, whatever its spelling: %s leads to %s',
    async (target, end) => {
      const browser = server.browser()
      const page = await browser.get(`/register?return_to=${encodeURIComponent(target)}`)
      const kept = hiddenOf(page.text, 'return_to')
      expect(kept).toBe(end === '/account' ? undefined : target)
      const again = await send({ ...formOf(someone()), username: '', return_to: target }, browser)
      expect(hiddenOf(again.text, 'return_to')).toBe(kept)
      const reply = await send({ ...formOf(someone()), return_to: target }, browser)
      expect(reply.headers.get('location')).toBe(end)
    },
  )

  test('doubled fields and fields of other forms are refused', async () => {
    const body = `${new URLSearchParams(formOf(someone()))}&username=other`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await server.browser().send('POST', '/register', { body, headers })).status).toBe(400)
  })
})
