import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, hours, minutes } from '../../../test/support/clock.ts'
import { tokenIn } from '../../../test/support/mail-worker.ts'
import { codeIn } from '../../../test/support/mails.ts'
import { newPerson } from '../../../test/support/people.ts'
import { formOf, someone } from './fixtures/person.ts'
import { fresh, startWaiting, twice } from './fixtures/waiting.ts'

let here: Awaited<ReturnType<typeof startWaiting>>
beforeAll(async () => {
  here = await startWaiting()
})
afterAll(() => here.stop())

describe('mail scanners opening the link consume nothing', () => {
  test('by GET and HEAD, as often as they like', async () => {
    const { token, browser } = await here.signedUp()
    for (const _ of [1, 2, 3]) expect((await (await here.follow(token)).get('/verify/sign-up')).status).toBe(200)
    await here.at.server.browser().send('HEAD', `/verify?token=${token}`)
    await here.follow(token, browser)
    expect((await browser.post('/verify/sign-up', {})).status).toBe(303)
  })
})

describe('expired, used, random and foreign tokens give the same page', () => {
  test('and the same answer to programs', async () => {
    const used = await here.signedUp()
    await here.follow(used.token, used.browser)
    await used.browser.post('/verify/sign-up', {})
    const { account } = await newPerson(here.at.server)
    await here.at.server.browser().api('POST', '/api/recovery', { login: account.username })
    const foreign = tokenIn(await here.at.untilMail(account.email))
    const random = `${'0'.repeat(32)}${'A'.repeat(43)}`
    const seen = new Set<string>()
    for (const token of [used.token, foreign, random, 'none', used.token.slice(1)]) {
      const shown = await (await here.follow(token)).get('/verify/sign-up')
      const posted = await (await here.follow(token)).post('/verify/sign-up', twice)
      const api = await here.at.server.browser().api('PUT', '/api/accounts/verification', { token, newPassword: fresh })
      expect([shown.status, posted.status, api.status]).toEqual([410, 410, 410])
      seen.add(shown.text).add(posted.text)
    }
    expect(seen.size).toBe(1)
  })

  test('a day later the sign-up is over, and its name is free', async () => {
    const { token, person, browser } = await here.signedUp()
    expect((await here.register({ ...someone(), username: person.username })).status).toBe(422)
    here.at.server.advance(days(1) + 1_000)
    expect((await (await here.follow(token, browser)).get('/verify/sign-up')).status).toBe(410)
    expect((await browser.get('/verify')).text).toContain('Waiting for your mail?')
    expect((await here.register({ ...someone(), username: person.username })).status).toBe(202)
  })
})

describe('codes count, and work in the browser that asked only', () => {
  const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000')

  test('five wrong tries end them, also 20 at once; other digits come with the next mail', async () => {
    const { browser, code, person } = await here.signedUp()
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? browser.post('/verify', { code: wrongOf(code) })
          : browser.api('PUT', '/api/accounts/verification', { code: wrongOf(code) }),
      ),
    )
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([422]))
    const { rows } = await here.at.server.database.owner.query(
      'select code_tries from pending_sign_ups where username = $1',
      [person.username],
    )
    expect(rows).toEqual([{ code_tries: 5 }])
    expect((await browser.post('/verify', { code })).status).toBe(422)
    await browser.post('/verify/again', {})
    const next = codeIn(await here.at.untilMail(person.email, 2))
    expect(next).not.toBe(code)
    expect((await browser.post('/verify', { code: next })).status).toBe(303)
  })

  test('in another browser, or ten minutes later, they are no digits', async () => {
    const { browser, code } = await here.signedUp()
    expect((await here.at.server.browser().post('/verify', { code })).status).toBe(422)
    const stranger = await here.signedUp()
    expect((await stranger.browser.post('/verify', { code })).status).toBe(422)
    here.at.server.advance(minutes(11))
    const late = await browser.post('/verify', { code })
    expect(late.status).toBe(422)
    expect(late.text).toContain('not the digits, or not any more')
  })
})

describe('a mail that is sent late', () => {
  test('brings the same link, alive, and keeps the name as long', async () => {
    here.at.smtp.fail({ at: 'recipient', reply: '450 later' })
    const browser = here.at.server.browser()
    const person = someone()
    await browser.post('/register', formOf(person))
    await here.at.server.database.owner.query('select 1')
    here.at.server.advance(hours(23))
    here.at.smtp.fail(null)
    await here.at.server.database.owner.query(
      `update porchlight_jobs._private_jobs set run_at = now() - interval '1 day'`,
    )
    const token = tokenIn(await here.at.untilMail(person.email))
    here.at.server.advance(hours(2))
    expect((await here.register({ ...someone(), username: person.username })).status).toBe(422)
    await here.follow(token, browser)
    expect((await browser.post('/verify/sign-up', {})).status).toBe(303)
  })
})

test('tokens leave no trace in logs, error reports, Referer or history', async () => {
  const { browser, token, code } = await here.signedUp()
  const swap = await browser.get(`/verify?token=${token}`)
  expect([swap.status, swap.headers.get('location'), swap.headers.get('referrer-policy')]).toEqual([
    303,
    '/verify/sign-up',
    'no-referrer',
  ])
  expect((await browser.get('/verify/sign-up')).text).not.toContain(token)
  expect(JSON.stringify(here.at.server.logLines)).not.toContain(token.slice(32))
  for (const table of ['mails', 'one_time_links', 'pending_sign_ups', 'porchlight_jobs._private_jobs']) {
    const { rows } = await here.at.server.database.owner.query(`select t::text as line from ${table} t`)
    const text = rows.map(({ line }) => line).join('\n')
    expect(text).not.toContain(token.slice(32))
    if (table === 'pending_sign_ups') expect(text).not.toContain(`,${code},`)
  }
})
