import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../test/support/another-browser.ts'
import type { Browser, Reply } from '../../../test/support/browser.ts'
import { newPerson, type Person } from '../../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

const fresh = 'Quiet-Porch-at-9'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const change = ({ browser }: Pick<Person, 'browser'>, currentPassword: string, newPassword: string) =>
  browser.api('PUT', '/api/account/password', { currentPassword, newPassword })
const changeByPage = ({ browser }: Pick<Person, 'browser'>, form: Record<string, string>) =>
  browser.post('/account/security/password', form)
const isSignedIn = async (browser: Browser) => (await browser.api('GET', '/api/account/sessions')).status === 200
const hashOf = async (person: Person): Promise<string> =>
  (await server.database.owner.query('select password_hash from passwords where account_id = $1', [person.account.id]))
    .rows[0].password_hash
const codesOf = (reply: Reply) =>
  reply
    .json<{ errors?: { pointer: string; code: string }[] }>()
    .errors?.map(({ pointer, code }) => `${pointer} ${code}`)

describe('a change of the password', () => {
  test('by the API: the new one holds, and the old one no more', async () => {
    const person = await newPerson(server)
    expect((await change(person, person.password, fresh)).status).toBe(204)
    expect(codesOf(await change(person, person.password, 'Another-Porch-8'))).toEqual([
      '/currentPassword password-wrong',
    ])
    expect((await change(person, fresh, 'Another-Porch-8')).status).toBe(204)
  })

  test('password change ends sessions; this one goes on under a new token, and the old one dies', async () => {
    const person = await newPerson(server)
    const other = await anotherBrowser(server, person.account)
    const copy = server.browser()
    const token = person.browser.cookies.get('porchlight') ?? ''
    copy.cookies.set('porchlight', token)
    expect((await change(person, person.password, fresh)).status).toBe(204)
    expect(person.browser.cookies.get('porchlight')).not.toBe(token)
    expect([await isSignedIn(person.browser), await isSignedIn(copy), await isSignedIn(other.browser)]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('by the page: “Password changed. Two other devices were signed out.”', async () => {
    const person = await newPerson(server)
    await anotherBrowser(server, person.account)
    await anotherBrowser(server, person.account)
    const form = { currentPassword: person.password, newPassword: fresh, newPasswordAgain: fresh }
    const reply = await changeByPage(person, form)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account/security'])
    const { text } = await person.browser.get('/account/security')
    expect(text).toContain('<b>Password changed.</b> Two other devices were signed out.')
    expect(text).toContain('Changed just now')
  })

  test('is one audit event, without values', async () => {
    const person = await newPerson(server)
    await change(person, person.password, fresh)
    const { rows } = await server.database.owner.query(
      `select e.action, e.actor_id, d.field from audit_events e left join audit_details d on d.event_id = e.id
       where e.subject_id = $1 and e.action = 'password.changed'`,
      [person.account.id],
    )
    expect(rows).toEqual([{ action: 'password.changed', actor_id: person.account.id, field: null }])
  })

  test('two at once leave one coherent outcome', async () => {
    const person = await newPerson(server)
    const other = await anotherBrowser(server, person.account)
    const wanted = ['First-Porch-11', 'Second-Porch-22']
    const [here, there] = await Promise.all([
      change(person, person.password, wanted[0]!),
      change(other, person.password, wanted[1]!),
    ])
    const statuses = [here.status, there.status]
    expect(statuses.filter((status) => status === 204)).toHaveLength(1)
    const winner = statuses.indexOf(204)
    const browsers = [person.browser, other.browser]
    expect(await isSignedIn(browsers[winner]!)).toBe(true)
    expect(await isSignedIn(browsers[1 - winner]!)).toBe(false)
    expect((await change({ browser: browsers[winner]! }, wanted[winner]!, 'Third-Porch-33')).status).toBe(204)
  })
})

describe('the new password', () => {
  test('is told every rule it breaks at once', async () => {
    const person = await newPerson(server)
    expect(codesOf(await change(person, person.password, 'short'))).toEqual([
      '/newPassword password-length',
      '/newPassword password-upper',
      '/newPassword password-digit',
      '/newPassword password-not-common',
    ])
  })

  test('common and own-name passwords are refused at change', async () => {
    const person = await newPerson(server, { username: 'lanternkeeper', email: 'keeper@example.org' })
    expect(codesOf(await change(person, person.password, 'Password1'))).toEqual(['/newPassword password-not-common'])
    expect(codesOf(await change(person, person.password, 'Lanternkeeper1'))).toEqual(['/newPassword password-not-name'])
  })

  test('must be another than the current one', async () => {
    const person = await newPerson(server)
    expect(codesOf(await change(person, person.password, person.password))).toEqual(['/newPassword password-unchanged'])
  })

  test('is typed twice on the page, and never sent back', async () => {
    const person = await newPerson(server)
    const before = await hashOf(person)
    const form = { currentPassword: person.password, newPassword: fresh, newPasswordAgain: `${fresh}x` }
    const { status, text } = await changeByPage(person, form)
    expect(status).toBe(422)
    expect(text).toContain('<title>Error: Change your password')
    expect(text).toContain('href="#newPasswordAgain"')
    expect(text).not.toContain(fresh)
    expect(text).not.toContain(person.password)
    expect(await hashOf(person)).toBe(before)
  })

  test('is judged on the page rule by rule', async () => {
    const person = await newPerson(server)
    const form = { currentPassword: person.password, newPassword: 'porchlamp', newPasswordAgain: 'porchlamp' }
    const { text } = await changeByPage(person, form)
    expect(text).toMatch(/class="no"[^>]*data-check="upper"/)
    expect(text).toMatch(/class="ok"[^>]*data-check="lower"/)
    expect(text).toMatch(
      /passwordrules="minlength: 8; maxlength: 256; required: upper; required: lower; required: digit;"/,
    )
  })

  test('NUL, surrogates and endless texts are refused, never 500', async () => {
    const person = await newPerson(server)
    for (const password of ['Porch\u0000Lamp-11', 'Porch\ud800Lamp-11', `Aa1${'é'.repeat(1000)}`, 'Aa1'.repeat(3000)]) {
      for (const reply of [
        await change(person, person.password, password),
        await change(person, password, fresh),
        await changeByPage(person, { currentPassword: password, newPassword: fresh, newPasswordAgain: fresh }),
      ])
        expect([400, 422]).toContain(reply.status)
    }
  })
})

describe('who may change it', () => {
  test('not who does not know the current one; both doors say so at the field', async () => {
    const person = await newPerson(server)
    const before = await hashOf(person)
    expect(codesOf(await change(person, 'Wrong-Porch-1', fresh))).toEqual(['/currentPassword password-wrong'])
    expect(codesOf(await change(person, '', fresh))).toEqual(['/currentPassword missing'])
    const form = { currentPassword: 'Wrong-Porch-1', newPassword: fresh, newPasswordAgain: fresh }
    const page = await changeByPage(person, form)
    expect(page.status).toBe(422)
    expect(page.text).toContain('This is not your password.')
    expect(await hashOf(person)).toBe(before)
  })

  test('not a stranger, and not another site', async () => {
    const person = await newPerson(server)
    const stranger = server.browser()
    expect((await change({ browser: stranger }, person.password, fresh)).status).toBe(401)
    expect((await stranger.get('/account/security/password')).status).toBe(303)
    const crossSite = { headers: { 'sec-fetch-site': 'cross-site' } }
    const body = { currentPassword: person.password, newPassword: fresh }
    expect((await person.browser.api('PUT', '/api/account/password', body, crossSite)).status).toBe(403)
    const form = { ...body, newPasswordAgain: fresh }
    expect((await person.browser.post('/account/security/password', form, crossSite)).status).toBe(403)
  })

  test('unknown and privileged fields in any body are refused, nothing changes', async () => {
    const person = await newPerson(server)
    const before = await hashOf(person)
    const body = { currentPassword: person.password, newPassword: fresh, role: 'admin' }
    expect((await person.browser.api('PUT', '/api/account/password', body)).status).toBe(400)
    expect((await changeByPage(person, { ...body, newPasswordAgain: fresh })).status).toBe(400)
    expect(await hashOf(person)).toBe(before)
  })
})

test('the security page has the password, the sessions and the way out, in this order', async () => {
  const person = await newPerson(server)
  const { text, status } = await person.browser.get('/account/security')
  expect(status).toBe(200)
  const places = ['>Password<', '>Where you are signed in<', '>Leaving<'].map((title) => text.indexOf(title))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
})
