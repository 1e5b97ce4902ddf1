import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson } from '../../../../test/support/people.ts'
import { addMany, find, type House, startHouse } from './fixtures/house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.server.stop())

describe('a search', () => {
  test('finds an account by username, email and number, what it did and what was done to it', async () => {
    const { id } = house.ada.account
    await house.admin.browser.api('PUT', `/api/admin/accounts/${id}/role`, { role: 'moderator', reason: 'Helps' })
    for (const account of ['ada', '@ADA', 'Ada@example.org', id]) {
      const { items } = await find(house, { account })
      expect(items.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['account.created', 'account.updated', 'sign-in.failed', 'account.role-changed']),
      )
      expect(items.every(({ subject, actor }) => [subject, actor.account].some((one) => one?.username === 'ada'))).toBe(
        true,
      )
    }
    const { items } = await find(house, { account: 'warden', action: 'standing' })
    expect(items).toMatchObject([{ action: 'account.role-changed', subject: { username: 'ada' }, outcome: 'done' }])
    await house.admin.browser.api('PUT', `/api/admin/accounts/${id}/role`, { role: 'member', reason: 'Rests' })
    // A change of role has ended the session.
    await house.ada.browser.api('POST', '/api/sessions', { login: 'ada', password: house.ada.password })
  })

  test('finds one kind and a group, an address and a network, a request, and says what was refused', async () => {
    expect((await find(house, { action: 'sign-in.failed' })).items).toMatchObject([
      { outcome: 'refused', actor: { kind: 'nobody' } },
    ])
    expect((await find(house, { action: 'accounts', address: '203.0.113.9' })).items).toMatchObject([
      { action: 'account.updated' },
    ])
    const [event] = (await find(house, { address: '203.0.113.0/24', action: 'account.updated' })).items
    expect(event).toMatchObject({ ip: '203.0.113.9', changes: [{ field: 'location', old: null, new: 'Leeds' }] })
    for (const asRead of [event?.requestId ?? '', event?.requestId.toUpperCase() ?? ''])
      expect((await find(house, { requestId: asRead })).items).toEqual([event])
    expect((await find(house, { address: '203.0.113.10' })).items).toEqual([])
  })

  test('takes times in the time zone of the admin, or with one of their own', async () => {
    await house.server.database.owner.query(
      "update accounts set time_zone = 'Pacific/Kiritimati' where username = 'warden'",
    )
    const { rows } = await house.server.database.owner.query(
      "select to_char(min(occurred_at) at time zone 'Pacific/Kiritimati', 'YYYY-MM-DD') as day from audit_events",
    )
    const all = (await find(house, {})).items.length
    expect((await find(house, { from: rows[0].day, to: '2126-01-01T10:00:00.5+02:00' })).items).toHaveLength(all)
    expect((await find(house, { to: `${rows[0].day}T00:00` })).items).toEqual([])
    const shown = await house.page({ from: '2026-01-01T00:00Z', to: rows[0].day })
    expect(shown.text).toContain('value="2026-01-01T14:00"')
    expect(shown.text).toContain('Times are those of Pacific/Kiritimati.')
    await house.server.database.owner.query('update accounts set time_zone = null')
  })

  test('goes on by cursors, older and newer, in any combination', async () => {
    const filter = { account: 'ada', limit: '2' }
    const all = (await find(house, { account: 'ada' })).items
    const first = await find(house, filter)
    const second = await find(house, { ...filter, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 4))
    await addMany(house.server, 120)
    const rowsOf = (text: string) => text.match(/<tr role="row"><td/g)?.length
    const links = (text: string) =>
      [...text.matchAll(/href="(\/admin\/events\?[^"]*cursor=[^"]*)"/g)].map(([, href = '']) =>
        href.replaceAll('&amp;', '&'),
      )
    const one = await house.page({ requestId: 'many' })
    const two = await house.admin.browser.get(links(one.text)[0] ?? '')
    const three = await house.admin.browser.get(links(two.text)[1] ?? '')
    expect([one, two, three].map(({ text }) => rowsOf(text))).toEqual([50, 50, 20])
    expect(links(three.text)).toHaveLength(1)
    expect(rowsOf((await house.admin.browser.get(links(three.text)[0] ?? '')).text)).toBe(50)
  })

  test.each([
    [{ action: 'sign-in.forgotten' }, 'action', 'no-action'],
    [{ account: 'nobody.has.this' }, 'account', 'no-account'],
    [{ account: 'a\0b' }, 'account', 'no-account'],
    [{ account: '9223372036854775808' }, 'account', 'no-account'],
    [{ account: 'x'.repeat(500) }, 'account', 'no-account'],
    [{ address: '192.0.2.0/33' }, 'address', 'no-address'],
    [{ address: '10.0.0.0/8\0' }, 'address', 'no-address'],
    [{ from: '+275760-09-13' }, 'from', 'no-moment'],
    [{ from: '0001-01-01' }, 'from', 'no-moment'],
    [{ to: 'infinity' }, 'to', 'no-moment'],
    [{ from: '2026-03-14', to: '2026-03-13' }, 'to', 'ends-first'],
    [{ requestId: 'a b' }, 'requestId', 'no-request-id'],
    [{ requestId: '\0' }, 'requestId', 'no-request-id'],
    [{ cursor: 'made-up' }, 'cursor', 'no-cursor'],
    [{ cursor: '' }, 'cursor', 'no-cursor'],
    [{ cursor: Buffer.from('events:older:5').toString('base64url') }, 'cursor', 'no-cursor'],
    [{ cursor: Buffer.from('accounts:joined:older:5:5').toString('base64url') }, 'cursor', 'no-cursor'],
    [{ cursor: Buffer.from('log:older:999999999999999999:5').toString('base64url') }, 'cursor', 'no-cursor'],
    [{ cursor: Buffer.from('log:older:5:9999999999999999999').toString('base64url') }, 'cursor', 'no-cursor'],
  ])('for %j is refused with a sentence', async (query, field, code) => {
    const reply = await house.search(query)
    expect(reply.status).toBe(422)
    expect(reply.json()).toMatchObject({
      errors: [{ pointer: `/${field}`, code, message: expect.stringMatching(/\w.*\.$/) }],
    })
    const shown = await house.page(query)
    expect(shown.status).toBe(422)
    expect(shown.text).toContain(`id="error-summary"`)
    expect(shown.text).not.toContain('<tr')
  })

  test('with a field twice is refused, and nobody but admins searches', async () => {
    expect((await house.admin.browser.get('/admin/events?address=::1&address=::2')).status).toBe(422)
    expect((await house.admin.browser.api('GET', '/api/admin/events?action=a&action=b')).status).toBe(400)
    const moderator = await newPerson(house.server, { role: 'moderator' })
    expect((await moderator.browser.api('GET', '/api/admin/events')).status).toBe(403)
    expect((await moderator.browser.get('/admin/events')).status).toBe(403)
    expect((await moderator.browser.post('/admin/events/export', {})).status).toBe(403)
    expect((await moderator.browser.post('/admin/events/verification', {})).status).toBe(403)
  })
})
