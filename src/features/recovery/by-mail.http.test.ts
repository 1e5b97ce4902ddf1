import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textOf, tokenIn } from '../../../test/support/mail-worker.ts'
import { newPerson } from '../../../test/support/people.ts'
import type { TakenMail } from '../../../test/support/smtp.ts'
import { type Recovery, startRecovery } from './fixtures/forgetful.ts'
import { follow, fresh, path, twice } from './fixtures/links.ts'
import { setPasswordPath } from './index.ts'

let at: Recovery
beforeAll(async () => {
  at = await startRecovery()
})
afterAll(() => at.stop())

const signIn = async (login: string, password: string) =>
  (await at.server.browser().api('POST', '/api/sessions', { login, password })).status

describe('reset asks the second factor, opens no session, ends the others, tells the owner', () => {
  test('by the page, asked for by email', async () => {
    const { account, browser: former, password } = await newPerson(at.server)
    const asking = at.server.browser()
    const reply = await asking.post('/recover', { login: account.email.toUpperCase() })
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/recover/asked'])
    expect((await asking.get('/recover/asked')).text).toContain('It works for 30 minutes.')
    const [mail] = await at.untilMails(account.email, 1)
    const browser = await follow(at.server, tokenIn(mail as TakenMail))
    expect((await browser.get(path)).text).toContain(`for ${account.username} on Kev’s Robots`)
    expect((await browser.post(path, twice(fresh))).headers.get('location')).toBe('/login')
    expect([...browser.cookies.keys()]).toEqual(['porchlight-notice'])
    expect((await former.get('/api/session')).status).toBe(401)
    expect([await signIn(account.username, password), await signIn(account.username, fresh)]).toEqual([401, 201])
    const [, told] = await at.untilMails(account.email, 2)
    expect(textOf(told as TakenMail)).toContain(`${at.server.origin}/recover`)
  })

  test('by the API, asked for by username; it is in the log of the account, and a password that was due is not any more', async () => {
    const { account, browser: former, token } = await at.forgetful()
    await at.server.database.owner.query('update accounts set must_change_password = true where id = $1', [account.id])
    const browser = at.server.browser()
    const reply = await browser.api('PUT', '/api/recovery', { token, newPassword: fresh })
    expect([reply.status, reply.text, browser.cookies.size]).toEqual([204, '', 0])
    expect((await former.get('/api/session')).status).toBe(401)
    await browser.api('POST', '/api/sessions', { login: account.email, password: fresh })
    const events = (await browser.get('/api/account/events')).json<{ items: { action: string }[] }>()
    expect(events.items.map(({ action }) => action)).toContain('password.set-by-link')
    await at.untilMails(account.email, 2)
  })

  test('a password that breaks a rule does not spend the link', async () => {
    const { token } = await at.forgetful()
    expect(await at.complete(token, 'short')).toBe(422)
    expect(await at.complete(token)).toBe(204)
  })
})

describe('a token works once, 20 at once', () => {
  test('by page and API, at two nodes', async () => {
    const { token } = await at.forgetful()
    const tries = Array.from({ length: 20 }, async (_, index) => {
      const node = index % 2 === 0 ? at.server : at.other
      const word = `Lantern-number-${index}-A`
      if (index % 4 < 2) return (await node.browser().api('PUT', '/api/recovery', { token, newPassword: word })).status
      return (await (await follow(node, token)).post(path, twice(word))).status
    })
    const statuses = await Promise.all(tries)
    expect(statuses.filter((status) => status === 303 || status === 204)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410 || status === 503)).toHaveLength(19)
  })
})

test('mail scanners opening the link consume nothing', async () => {
  const { token } = await at.forgetful()
  for (const _ of [1, 2, 3]) await (await follow(at.server, token)).get(path)
  await at.server.browser().send('HEAD', setPasswordPath(token))
  expect((await (await follow(at.server, token)).post(path, twice(fresh))).status).toBe(303)
})

describe('tokens leave no trace in logs, error reports, Referer or history; jobs, logs, backups and dumps hold no usable token', () => {
  test('from the question to the new password', async () => {
    const { token } = await at.forgetful(at.askByPage)
    const browser = at.server.browser()
    const swap = await browser.get(setPasswordPath(token))
    expect([swap.status, swap.headers.get('location')]).toEqual([303, path])
    expect(swap.headers.get('referrer-policy')).toBe('no-referrer')
    const form = await browser.get(path)
    expect(form.headers.get('referrer-policy')).toBe('same-origin')
    expect(form.text).not.toContain(token)
    await at.complete(token)
    expect(JSON.stringify(at.server.logLines)).not.toContain(token.slice(32))
    for (const table of ['mails', 'one_time_links', 'porchlight_jobs._private_jobs', 'audit_events']) {
      const { rows } = await at.server.database.owner.query(`select t::text as line from ${table} t`)
      expect(rows.map(({ line }) => line).join('\n')).not.toContain(token.slice(32))
    }
  })
})

test('links in mails use the configured address, whatever Host and forwarded headers say', async () => {
  const { account } = await newPerson(at.server)
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' }
  await at.server.browser().api('POST', '/api/recovery', { login: account.username }, { headers })
  await at.server.browser().post('/recover', { login: account.username }, { headers })
  for (const mail of await at.untilMails(account.email, 2)) {
    expect(mail.source).not.toContain('evil.example')
    expect(textOf(mail)).toContain(`${at.server.origin}${setPasswordPath(tokenIn(mail))}`)
  }
})

test('mail goes to the stored address, one recipient', async () => {
  const { account } = await newPerson(at.server)
  for (const login of [
    `${account.email},eve@example.org`,
    `${account.email}\r\nBcc: eve@example.org`,
    `eve@example.org ${account.email}`,
  ]) {
    expect(await at.askByApi(login)).toBe(202)
    expect(await at.askByPage(login)).toBe(303)
  }
  await at.askByApi(account.email)
  const [mail] = await at.untilMails(account.email, 1)
  await at.untilAnswered()
  expect(mail?.to).toEqual([account.email])
  expect(at.smtp.taken.filter(({ source }) => source.includes('eve@example.org'))).toEqual([])
})
