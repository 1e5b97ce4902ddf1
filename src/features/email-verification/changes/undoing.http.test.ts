import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '../../../../test/support/browser.ts'
import { days } from '../../../../test/support/clock.ts'
import { textOf, tokenIn } from '../../../../test/support/mail-worker.ts'
import { pathsIn } from '../../../../test/support/mails.ts'
import { newPerson } from '../../../../test/support/people.ts'
import type { TestServer } from '../../../../test/support/server.ts'
import { ask, confirm, fresh, newAddress, startMoving, undo } from './fixtures/moving.ts'

let here: Awaited<ReturnType<typeof startMoving>>
beforeAll(async () => {
  here = await startMoving()
})
afterAll(() => here.stop())

describe('a token works once, 20 at once', () => {
  const twenty = (work: (node: TestServer) => Promise<Reply>) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => work(index % 2 ? here.at.server : here.other)))

  test('to confirm and to undo, at two nodes', async () => {
    const person = await newPerson(here.at.server)
    const to = newAddress()
    await ask(person.browser, to)
    const token = tokenIn(await here.at.untilMail(to))
    const confirmed = await twenty((node) => {
      const copy = node.browser()
      for (const [name, value] of person.browser.cookies) copy.cookies.set(name, value)
      return confirm(copy, token)
    })
    expect(confirmed.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(confirmed.filter(({ status }) => status === 410)).toHaveLength(19)
    const back = tokenIn(await here.at.untilMail(person.account.email))
    const undone = await twenty((node) => undo(node.browser(), back))
    expect(undone.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(undone.filter(({ status }) => status === 410)).toHaveLength(19)
  })
})

describe('the former address', () => {
  test('takes the account back: all sessions and the password end, and a new one is chosen at once', async () => {
    const { browser: thief, former, to, token, password, account, mail } = await here.moved()
    expect(pathsIn(mail, here.at.server)).toEqual([`/verify/undo?token=${token}`])
    const owner = here.at.server.browser()
    await owner.get(`/verify/undo?token=${token}`)
    expect((await owner.get('/verify/undo')).text).toContain(
      `<b>${former}</b> becomes the address of your account again`,
    )
    expect((await thief.api('GET', '/api/account')).status).toBe(200)
    const done = await owner.post('/verify/undo', {})
    expect([done.status, done.headers.get('location')]).toEqual([303, '/recover/new-password'])
    expect((await thief.api('GET', '/api/account')).status).toBe(401)
    expect([await here.signIn(account.username, password), await here.signIn(to, password)]).toEqual([401, 401])
    const set = await owner.post('/recover/new-password', { newPassword: fresh, newPasswordAgain: fresh })
    expect(set.headers.get('location')).toBe('/login')
    expect([await here.signIn(former, fresh), await here.signIn(to, fresh)]).toEqual([201, 401])
    const actions = await here.at.server.database.owner.query('select action from audit_events where subject_id = $1', [
      account.id,
    ])
    expect(actions.rows.map(({ action }) => action)).toContain('email.change-undone')
  })

  test('by the API the answer has the token of recovery', async () => {
    const { former, token, password } = await here.moved()
    const reply = await undo(here.at.server.browser(), token)
    const { next, token: recovery } = reply.json<{ next: string; token: string }>()
    expect([reply.status, next]).toEqual([200, 'recovery'])
    const body = { token: recovery, newPassword: fresh }
    expect((await here.at.server.browser().api('PUT', '/api/recovery', body)).status).toBe(204)
    expect([await here.signIn(former, password), await here.signIn(former, fresh)]).toEqual([401, 201])
  })

  test('works for a week, also after further changes, whose own ways back end with it', async () => {
    const first = await here.moved()
    here.at.server.advance(days(6))
    const renewed = here.at.server.browser()
    expect((await renewed.api('POST', '/api/sessions', { login: first.to, password: first.password })).status).toBe(201)
    const second = await here.moved({ ...first, browser: renewed })
    expect((await undo(here.at.server.browser(), first.token)).status).toBe(200)
    expect(await here.emailOf(first)).toBe(first.former)
    expect((await undo(here.at.server.browser(), second.token)).status).toBe(410)
  })

  test('of a later change does not end the way back of an earlier one', async () => {
    const first = await here.moved()
    const second = await here.moved(first)
    expect((await undo(here.at.server.browser(), second.token)).status).toBe(200)
    expect((await undo(here.at.server.browser(), first.token)).status).toBe(200)
    expect(await here.emailOf(first)).toBe(first.former)
  })

  test('after a week the link is over, as are random and foreign ones', async () => {
    const { token, browser } = await here.moved()
    const foreign = newAddress()
    await ask(browser, foreign)
    const confirming = tokenIn(await here.at.untilMail(foreign))
    here.at.server.advance(days(7) + 1_000)
    const seen = new Set<string>()
    for (const tried of [token, confirming, `${'0'.repeat(32)}${'A'.repeat(43)}`, 'none']) {
      const stranger = here.at.server.browser()
      await stranger.get(`/verify/undo?token=${tried}`)
      const page = await stranger.get('/verify/undo')
      expect([page.status, (await undo(here.at.server.browser(), tried)).status]).toEqual([410, 410])
      seen.add(page.text)
    }
    expect(seen.size).toBe(1)
  })

  test('that was never proved is told, and gets no way back', async () => {
    const person = await newPerson(here.at.server)
    await here.at.server.database.owner.query('update accounts set email_verified_at = null where id = $1', [
      person.account.id,
    ])
    const { mail } = await here.moved(person)
    expect(textOf(mail)).toContain('tell the people who run the site')
    expect(textOf(mail)).not.toContain('token=')
  })
})
