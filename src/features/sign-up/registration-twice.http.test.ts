import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hours } from '../../../test/support/clock.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { formOf, hiddenOf, someone } from './fixtures/person.ts'

let server: TestServer
let other: TestServer
let limited: TestServer
beforeAll(async () => {
  server = await startTestServer()
  other = await startTestServer({ database: server.database })
  limited = await startTestServer({ database: server.database, env: { RATE_LIMITS: 'on' } })
})
afterAll(async () => {
  await limited.stop()
  await other.stop()
  await server.stop()
})

const key = 'a'.repeat(43)
const countOf = async (username: string) => {
  const { rows } = await server.database.owner.query('select count(*)::int as n from accounts where username = $1', [
    username,
  ])
  return rows[0].n
}
const post = (to: TestServer, person: object, idempotencyKey: string) =>
  to
    .browser()
    .api('POST', '/api/accounts', { ...person, acceptTerms: true }, { headers: { 'idempotency-key': idempotencyKey } })

describe('a form that is sent twice', () => {
  test('two identical forms at once make one account', async () => {
    const page = await server.browser().get('/register')
    const form = { ...formOf(someone()), idempotencyKey: hiddenOf(page.text, 'idempotencyKey') ?? '' }
    const replies = await Promise.all([server, other].map((to) => to.browser().post('/register', form)))
    expect(replies.map(({ headers }) => headers.get('location')).sort()).toEqual(['/account', '/login'])
    expect(replies.filter(({ headers }) => /porchlight=[\w-]{43}/.test(headers.getSetCookie().join()))).toHaveLength(1)
    expect(await countOf(form.username)).toBe(1)
  })

  test('20 at once against two servers make one account, and one session', async () => {
    const form = { ...formOf(someone()), idempotencyKey: key }
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? server : other).browser().post('/register', form)),
    )
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(303))
    expect(replies.filter(({ headers }) => headers.get('location') === '/account')).toHaveLength(1)
    expect(await countOf(form.username)).toBe(1)
    const { rows } = await server.database.owner.query(
      'select count(*)::int as n from sessions s join accounts a on a.id = s.account_id where username = $1',
      [form.username],
    )
    expect(rows[0].n).toBe(1)
  })

  test('20 different forms at once for one name make one account', async () => {
    const { username } = someone()
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? server : other).browser().post('/register', { ...formOf(someone()), username }),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(422)])
    expect(await countOf(username)).toBe(1)
  })

  test('who repeats it in the same browser is in the account already', async () => {
    const browser = server.browser()
    const form = { ...formOf(someone()), idempotencyKey: 'b'.repeat(43) }
    await browser.post('/register', form)
    const session = browser.cookies.get('porchlight')
    expect((await browser.post('/register', form)).headers.get('location')).toBe('/account')
    expect(browser.cookies.get('porchlight')).toBe(session)
  })

  test('the page to sign in says that the account is there', async () => {
    const form = { ...formOf(someone()), idempotencyKey: 'd'.repeat(43) }
    await server.browser().post('/register', form)
    const browser = server.browser()
    await browser.post('/register', form)
    expect(browser.cookies.get('porchlight-notice')).toBe('account-there')
  })

  test('the same form with other content is asked about once, then makes another account', async () => {
    const first = { ...formOf(someone()), idempotencyKey: 'c'.repeat(43) }
    await server.browser().post('/register', first)
    const second = { ...formOf(someone()), idempotencyKey: 'c'.repeat(43) }
    const asked = await server.browser().post('/register', second)
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('An account was made with this form before.')
    const idempotencyKey = hiddenOf(asked.text, 'idempotencyKey') ?? ''
    expect((await server.browser().post('/register', { ...second, idempotencyKey })).status).toBe(303)
  })

  test('a form that comes back keeps its key', async () => {
    const idempotencyKey = 'e'.repeat(43)
    const { text } = await server.browser().post('/register', { ...formOf(someone()), username: '', idempotencyKey })
    expect(hiddenOf(text, 'idempotencyKey')).toBe(idempotencyKey)
  })

  test('the API answers a repeated request with the account and no cookie', async () => {
    const person = someone()
    const first = await post(server, person, 'key-1')
    const again = await post(other, person, 'key-1')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.json().id).toBe(first.json().id)
    expect(again.headers.getSetCookie()).toEqual([])
    expect((await post(server, { ...person, firstName: 'Kat' }, 'key-1')).json().code).toBe('idempotency-key-reused')
    expect(await countOf(person.username)).toBe(1)
  })
})

describe('the limit of an address', () => {
  const from = (ip: string) => {
    const browser = limited.browser()
    browser.ip = ip
    return browser
  }
  const register = (ip: string, person: object = someone(), headers = {}) =>
    from(ip).api('POST', '/api/accounts', { ...person, acceptTerms: true }, { headers })

  test('is three accounts an hour, told in the headers', async () => {
    const replies = []
    for (let round = 0; round < 4; round += 1) replies.push(await register('198.51.100.1'))
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 429])
    expect(replies[0]?.headers.get('ratelimit-policy')).toBe('"registration";q=3;w=3600')
    expect(replies[0]?.headers.get('ratelimit')).toMatch(/^"registration";r=2;t=\d+$/)
    expect(Number(replies[3]?.headers.get('retry-after'))).toBeGreaterThan(3_000)
    expect(replies[3]?.headers.get('ratelimit')).toMatch(/^"registration";r=0;t=\d+$/)
    const page = await from('198.51.100.1').post('/register', formOf(someone()))
    expect(page.status).toBe(429)
    expect(page.text).toContain('<h1>Too many tries</h1>')
    expect((await register('198.51.100.2')).status).toBe(201)
    limited.advance(hours(1) + 1_000)
    expect((await register('198.51.100.1')).status).toBe(201)
  })

  test('is not used up by forms with mistakes, by taken names, or by a form that is sent twice', async () => {
    const ip = '198.51.100.3'
    const person = someone()
    for (let round = 0; round < 4; round += 1)
      expect((await register(ip, { ...person, email: 'kit@' })).status).toBe(422)
    for (let round = 0; round < 4; round += 1)
      expect((await register(ip, person, { 'idempotency-key': 'k' })).status).toBe(201)
    for (let round = 0; round < 4; round += 1) expect((await register(ip, person)).status).toBe(422)
    expect([(await register(ip)).status, (await register(ip)).status, (await register(ip)).status]).toEqual([
      201, 201, 429,
    ])
  })

  test('addresses of one IPv6 /64, in any spelling, share one counter', async () => {
    const ips = ['2001:db8:1:2::1', '2001:DB8:1:2:0:0:0:2', '2001:db8:1:2:ffff::3', '2001:db8:1:2::4']
    const replies = []
    for (const ip of ips) replies.push((await register(ip)).status)
    expect(replies).toEqual([201, 201, 201, 429])
    expect((await register('2001:db8:1:3::1')).status).toBe(201)
  })
})
