import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { minutes } from '../../../test/support/clock.ts'
import { tokenIn } from '../../../test/support/mail-worker.ts'
import { newPerson } from '../../../test/support/people.ts'
import type { TakenMail } from '../../../test/support/smtp.ts'
import { type Recovery, startRecovery, wait } from './fixtures/forgetful.ts'
import { follow, fresh, path } from './fixtures/links.ts'

let at: Recovery
beforeAll(async () => {
  at = await startRecovery()
})
afterAll(() => at.stop())
afterEach(() => at.smtp.fail(null))

describe('asking again sends the same link, so a stranger cannot void the owner’s', () => {
  test.each([
    ['page', 'askByPage'],
    ['API', 'askByApi'],
  ] as const)('by the %s', async (_name, ask) => {
    const { account, token } = await at.forgetful(at[ask])
    await at[ask](account.email)
    const [, again] = await at.untilMails(account.email, 2)
    expect(tokenIn(again as TakenMail)).toBe(token)
    expect(await at.complete(token)).toBe(204)
  })

  test('also 3 at once', async () => {
    const { account } = await newPerson(at.server)
    await Promise.all([at.askByApi(account.username), at.askByPage(account.email), at.askByApi(account.email)])
    const mails = await at.untilMails(account.email, 3)
    expect(new Set(mails.map(tokenIn)).size).toBe(1)
  })
})

describe('a token dies with password or address change, suspension, erasure', () => {
  const later = () => new Date(at.server.now().getTime() + 1_000)
  const changes: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    [
      'password',
      (id) =>
        at.server.database.owner.query('update passwords set changed_at = $1 where account_id = $2', [later(), id]),
    ],
    ['address', (id) => at.server.database.owner.query(`update accounts set email = 'm' || email where id = $1`, [id])],
    [
      'suspension',
      (id) => at.server.database.owner.query(`update accounts set status = 'suspended' where id = $1`, [id]),
    ],
    ['erasure', (id) => at.server.database.owner.query('delete from accounts where id = $1', [id])],
  ]
  test.each(changes)('%s', async (_name, change) => {
    const { account, token } = await at.forgetful()
    await change(account.id)
    expect(await at.complete(token)).toBe(410)
    expect((await (await follow(at.server, token)).get(path)).status).toBe(410)
  })

  test('the change that a person makes ends it for good, and the mail that has not gone out is not sent', async () => {
    const { account, browser, password, token } = await at.forgetful()
    const change = { currentPassword: password, newPassword: fresh }
    expect((await browser.api('PUT', '/api/account/password', change)).status).toBe(204)
    expect(await at.complete(token)).toBe(410)
    await at.untilMails(account.email, 2)
    await at.server.database.owner.query(
      `update mails set outcome = null, done_at = null, verdict = null where kind = 'recovery' and account_id = $1`,
      [account.id],
    )
    await at.server.database.owner.query(
      `select porchlight_jobs.add_job('send-mail', json_build_object('mailId', id)) from mails
       where kind = 'recovery' and account_id = $1`,
      [account.id],
    )
    await at.untilAnswered()
    expect(at.mailsTo(account.email)).toHaveLength(2)
  })
})

test('the life of a link counts from the last time that it was handed over, and each try brings the same', async () => {
  const { account } = await newPerson(at.server)
  at.smtp.fail({ at: 'data', reply: '450 not now' })
  await at.askByApi(account.username)
  await vi.waitFor(async () => {
    const { rows } = await at.server.database.owner.query(
      'select tries from mails where account_id = $1 and verdict is not null',
      [account.id],
    )
    expect(rows).toEqual([{ tries: 1 }])
  }, wait)
  const { rows } = await at.server.database.owner.query('select id::text from one_time_links where account_id = $1', [
    account.id,
  ])
  at.server.advance(minutes(40))
  at.smtp.fail(null)
  await at.server.database.owner.query('update porchlight_jobs._private_jobs set run_at = now()')
  const [mail] = await at.untilMails(account.email, 1)
  const token = tokenIn(mail as TakenMail)
  expect(token.slice(0, 32)).toBe(rows[0].id.replaceAll('-', ''))
  at.server.advance(minutes(29))
  expect((await (await follow(at.server, token)).get(path)).status).toBe(200)
  at.server.advance(minutes(2))
  expect(await at.complete(token)).toBe(410)
})
