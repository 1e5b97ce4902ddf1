import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../../../test/support/clock.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { testSecret } from '../../../../test/support/server.ts'
import { startSealer } from '../../audit/index.ts'
import { loadKeys } from '../../keys/index.ts'
import { addMany, find, type House, startHouse } from './fixtures/house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.server.stop())

describe('an event on the page', () => {
  test('is text, leads to the account, the address and the request, and speaks German', async () => {
    await house.ada.browser.api('PATCH', '/api/account', { location: '<script>' })
    const { text } = await house.page({ account: 'ada' })
    expect(text).toContain('Location: “Leeds” → “&lt;script>”')
    expect(text).not.toContain('<script>')
    expect(text).toContain(`href="/admin/accounts/${house.ada.account.id}">ada</a>`)
    expect(text).toContain('href="/admin/events?address=203.0.113.9">203.0.113.9</a>')
    expect(text).toContain('Refused')
    await house.server.database.owner.query('update accounts set language = null')
    house.admin.browser.language = 'de'
    const german = await house.page({ account: 'ada' })
    house.admin.browser.language = 'en'
    expect(german.text).toContain('Konto angelegt.')
    expect(german.text).toContain('Abgewiesen')
    expect((await house.page({ account: '987654' })).text).toContain('Nothing found')
  })

  test('of somebody who has left shows no value of theirs, and leads to what happened to the number', async () => {
    const gone = await newPerson(house.server, { username: 'going', firstName: 'Gudrun' })
    gone.browser.ip = '198.51.100.77'
    await gone.browser.api('PATCH', '/api/account', { bio: 'Plays the hurdy-gurdy' })
    const { id } = gone.account
    expect((await house.page({ account: id })).text).toContain('hurdy-gurdy')
    const left = await gone.browser.api('DELETE', '/api/account', { confirmUsername: 'going' })
    expect(left.status).toBe(204)
    const { text } = await house.page({ account: id })
    expect(text).toContain(`href="/admin/events?account=${id}">Account ${id}, deleted</a>`)
    expect(text).not.toMatch(/hurdy-gurdy|198\.51\.100\.77|Gudrun|going/)
    expect((await find(house, { address: '198.51.100.77' })).items).toEqual([])
    const file = await house.admin.browser.post('/admin/events/export', { account: id })
    expect(file.text).not.toMatch(/hurdy-gurdy|198\.51\.100\.77|Gudrun|going/)
    expect(file.text.split('\r\n').length).toBeGreaterThan(4)
  })

  test('is a link away from the account', async () => {
    const { id } = house.ada.account
    expect((await house.admin.browser.get(`/admin/accounts/${id}`)).text).toContain(
      `href="/admin/events?account=${id}"`,
    )
  })
})

describe('the file', () => {
  test('has all that the search finds, no formula, and is noted with what was looked for', async () => {
    await addMany(house.server, 120)
    await house.ada.browser.api('PATCH', '/api/account', { bio: '=HYPERLINK("x")' })
    const { headers, text } = await house.admin.browser.post('/admin/events/export', {
      requestId: 'many',
      action: 'sessions',
    })
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="events-\d{4}-\d\d-\d\d\.csv"$/)
    expect(text.trimEnd().split('\r\n')).toHaveLength(121)
    const own = await house.admin.browser.post('/admin/events/export', { account: 'ada' })
    expect(own.text).toContain(
      `account.updated,Account details changed.,done,${house.ada.account.id},ada,account,${house.ada.account.id},ada,203.0.113.9`,
    )
    expect(own.text).not.toMatch(/(^|[,;\t\n])"?=/m)
    expect((await find(house, { action: 'events.exported' })).items[0]).toMatchObject({
      subject: { username: 'warden' },
      changes: [{ field: 'filter', old: null, new: `account ${house.ada.account.id}` }],
    })
  })

  test('takes a recent proof of identity, and what can be looked for', async () => {
    expect((await house.admin.browser.post('/admin/events/export', { address: 'x' })).status).toBe(422)
    house.server.advance(minutes(16))
    const asked = await house.admin.browser.post('/admin/events/export', { action: 'sessions' })
    expect(asked.status).toBe(403)
    expect(asked.text).toContain('name="action" value="sessions"')
    const answer = { action: 'sessions', confirmPassword: house.admin.password }
    const file = await house.admin.browser.post('/admin/events/export', answer)
    expect(file.headers.get('content-type')).toContain('text/csv')
  })
})

describe('the seals on the page', () => {
  // What runs in every server; at its stop it seals what is left.
  const seal = async () => {
    const { database, now: clock } = house.server
    const key = (await loadKeys(database.db, [testSecret]))['audit-seal']
    const last = 'select id::text, key_id from audit_seals order by id desc limit 1'
    let rows: { id: string; key_id: string }[] = []
    while (rows.length === 0) {
      await startSealer({ db: database.db, key, clock, log: pino({ enabled: false }) }).stop()
      ;({ rows } = await database.owner.query(last))
    }
    return rows[0]
  }
  const verify = async () => {
    const reply = await house.admin.browser.post('/admin/events/verification', {})
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/admin/events'])
    return (await house.page()).text
  }

  test('say how far, by which key, what waits; and what a look finds, now and later', async () => {
    const before = await house.page()
    expect(before.text).toContain('Nothing is sealed yet')
    expect(before.text).toContain('Nobody has compared it yet')
    expect(await verify()).toContain('Nothing was compared.')
    const sealed = await seal()
    const { text } = await house.page()
    expect(text).toMatch(/Sealed until \w+ \d+, \d{4} at/)
    expect(text).toContain(`number ${sealed?.id}`)
    expect(text).toContain(`Key ${sealed?.key_id}`)
    expect(text).toMatch(/(No event waits|One event waits|\d+ events wait) for a seal/)
    expect(await verify()).toContain('Seals 1 to 1 hold.')
    expect((await house.page()).text).toContain('everything is as it was sealed')
    const { owner } = house.server.database
    await owner.query('alter table audit_events disable trigger user')
    await owner.query("update audit_events set action = 'session.ended' where id = 1")
    expect(await verify()).toContain('The first: Under seal 1 of')
    expect((await house.page()).text).toContain('One thing is not as it was sealed.')
    await owner.query("update audit_events set occurred_at = 'infinity' where id = 1")
    expect((await house.page()).status).toBe(200)
  })
})
