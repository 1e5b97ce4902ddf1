import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../../../test/support/clock.ts'
import { tokenIn } from '../../../../test/support/mail-worker.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { type House, startHouse, wrong } from './fixtures/locked-out.ts'

const metricsToken = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

let house: House
beforeAll(async () => {
  house = await startHouse({ METRICS_TOKEN: metricsToken })
})
afterAll(() => house.stop())

describe('an owner without a device cookie gets in by the right password, which queues one mailed sign-in link per lock, same work either way', () => {
  test('the link signs in the browser that follows it and ends the lock', async () => {
    const owner = await house.lockedOut()
    const browser = await house.follow(owner.token)
    const page = await browser.get('/login/link')
    expect([page.status, page.text.includes(owner.account.username)]).toEqual([200, true])
    expect(await house.isIn(browser)).toBe(false)
    const reply = await house.press(browser)
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/account'])
    expect(await house.isIn(browser)).toBe(true)
    expect(browser.cookies.has('porchlight-link')).toBe(false)
    expect(await house.isLocked(owner)).toBe(false)
    const events = await house.query(
      `select action from audit_events where subject_id = $1 and action like 'account.%locked' order by id`,
      [owner.account.id],
    )
    expect(events.map(({ action }) => action)).toEqual(['account.locked', 'account.unlocked'])
    const metrics = await browser.get('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })
    expect(metrics.text).toMatch(/^porchlight_lockouts_ended_total\{by="link"\} [1-9]/m)
  })

  test('one link a lock, also of 20 right passwords at once at two servers; wrong ones bring none', async () => {
    const owner = await newPerson(house.at.server)
    await house.lock(owner)
    await house.at.untilIdle()
    expect(house.linksTo(owner)).toHaveLength(0)
    const tries = Array.from({ length: 20 }, (_, n) =>
      house.tryIn(owner.account.username, owner.password, (n % 2 ? house.at.server : house.other).browser()),
    )
    expect(new Set(await Promise.all(tries))).toEqual(new Set([401]))
    await house.at.untilIdle()
    expect(house.linksTo(owner)).toHaveLength(1)
    house.at.server.advance(minutes(16))
    await house.lock(owner)
    await house.tryIn(owner.account.username, owner.password)
    await house.at.untilIdle()
    expect(house.linksTo(owner)).toHaveLength(2)
  })

  test('one notice a day, however many locks there are', async () => {
    const owner = await newPerson(house.at.server)
    for (let count = 0; count < 3; count += 1) {
      await house.lock(owner)
      house.at.server.advance(minutes(300))
    }
    await house.at.untilIdle()
    expect(house.noticesTo(owner)).toHaveLength(1)
    house.at.server.advance(minutes(24 * 60))
    await house.lock(owner)
    await house.at.untilIdle()
    expect(house.noticesTo(owner)).toHaveLength(2)
    expect(house.linksTo(owner)).toHaveLength(0)
  })

  test('right, wrong and unknown leave the same jobs', async () => {
    const owner = await newPerson(house.at.server)
    await house.lock(owner)
    await house.tryIn(owner.account.username, owner.password)
    await house.at.untilIdle()
    await house.at.server.database.owner.query('create table seen_jobs (payload json)')
    await house.at.server.database.owner.query(`
      create function note_job() returns trigger language plpgsql security definer set search_path from current as
      $$ begin insert into seen_jobs values (new.payload); return new; end $$`)
    await house.at.server.database.owner.query(
      'create trigger note_job after insert on porchlight_jobs._private_jobs for each row execute function note_job()',
    )
    const counts: number[] = []
    for (const [login, password] of [
      [owner.account.username, owner.password],
      [owner.account.username, wrong],
      ['nobody-of-this-name', wrong],
    ] as const) {
      await house.tryIn(login, password)
      counts.push((await house.query('select 1 from seen_jobs')).length)
    }
    expect(counts).toEqual([1, 2, 3])
    await house.at.server.database.owner.query('drop trigger note_job on porchlight_jobs._private_jobs')
  })

  test('somebody suspended, leaving or gone is sent nothing', async () => {
    for (const change of [
      `update accounts set status = 'suspended' where id = $1`,
      `update accounts set status = 'leaving' where id = $1`,
      'delete from accounts where id = $1',
    ]) {
      const owner = await newPerson(house.at.server)
      await house.query(change, [owner.account.id])
      await house.lock(owner)
      expect(await house.tryIn(owner.account.username, owner.password)).toBe(401)
      await house.at.untilIdle()
      expect(house.at.mailsTo(owner.account.email)).toHaveLength(0)
    }
  })
})

test('a new password by recovery ends the lock, and the link that was sent for it', async () => {
  const owner = await house.lockedOut()
  const { server } = house.at
  await server.browser().api('POST', '/api/recovery', { login: owner.account.email })
  await house.at.untilIdle()
  const mail = house.at.mailsTo(owner.account.email).findLast(({ source }) => /^Subject: A new password/m.test(source))
  const body = { token: tokenIn(mail!), newPassword: 'A-brand-new-lantern-9' }
  expect((await server.browser().api('PUT', '/api/recovery', body)).status).toBe(204)
  expect(await house.tryIn(owner.account.username, body.newPassword)).toBe(201)
  expect(await house.useLink(owner.token)).toBe(410)
  expect(server.logLines.filter(({ event }) => event === 'account unlocked').at(-1)).toMatchObject({ by: 'recovery' })
})
