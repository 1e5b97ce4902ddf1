import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { hours, minutes } from '../../../test/support/clock.ts'
import { newPerson } from '../../../test/support/people.ts'
import { startTestServer } from '../../../test/support/server.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../test/support/two-nodes.ts'

const token = 'mT4vQz9xVb2KpLw7RdYh1NcJf5Us3AeX'

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await startTwoNodes({ env: { METRICS_TOKEN: token } })
})
afterAll(() => nodes.stop())

const wrong = 'Wrong-lantern-7'
const tryIn = async (browser: Browser, login: string, password = wrong) =>
  (await browser.api('POST', '/api/sessions', { login, password })).status

const rowsOf = async (text: string, values: readonly unknown[] = []) =>
  (await nodes.here.database.owner.query(text, [...values])).rows

const rowOf = async (accountId: string) => (await rowsOf('select * from lockouts where subject = $1', [accountId]))[0]

async function fail(login: string, times = 5) {
  for (let at = 0; at < times; at += 1)
    expect(await tryIn((at % 2 ? nodes.here : nodes.there).browser(), login)).toBe(401)
}

function advance(milliseconds: number) {
  for (const node of [nodes.here, nodes.there]) node.advance(milliseconds)
}

const isLocked = async ({ account, password }: { account: { username: string }; password: string }) =>
  (await tryIn(nodes.there.browser(), account.username, password)) === 401

describe('a lock', () => {
  test('of 20 at once at most 5 are verified: the others are refused, though one of them is right', async () => {
    const { account, password } = await newPerson(nodes.here)
    await fail(account.username, 4)
    const tries = Array.from({ length: 20 }, (_, at) =>
      tryIn((at % 2 ? nodes.here : nodes.there).browser(), account.username, at === 19 ? password : wrong),
    )
    const statuses = await Promise.all(tries)
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(1)
    const other = await newPerson(nodes.here)
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        tryIn((at % 2 ? nodes.here : nodes.there).browser(), other.account.username),
      ),
    )
    expect(new Set(all)).toEqual(new Set([401]))
    expect(await rowOf(other.account.id)).toMatchObject({ failures: 5, refused: 15, locks: 1 })
    expect(await isLocked(other)).toBe(true)
  })

  test('lasts 15 minutes, then twice as long each time, for 24 hours at most', async () => {
    const person = await newPerson(nodes.here)
    const lengths: number[] = []
    for (let round = 0; round < 9; round += 1) {
      await fail(person.account.username)
      const { locked_at: from, locked_until: until } = await rowOf(person.account.id)
      lengths.push((until - from) / minutes(1))
      advance(until - nodes.here.now().getTime() - 1_000)
      expect(await isLocked(person)).toBe(true)
      advance(1_500)
    }
    expect(lengths).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440])
    expect(await isLocked(person)).toBe(false)
  })

  test('tries meanwhile neither lengthen it nor count for the next one', async () => {
    const person = await newPerson(nodes.here)
    await fail(person.account.username, 12)
    const { locked_at: from, locked_until: until, refused } = await rowOf(person.account.id)
    expect([(until - from) / minutes(1), refused]).toEqual([15, 7])
    advance(minutes(15) + 1)
    await fail(person.account.username, 4)
    expect(await isLocked(person)).toBe(false)
  })

  test('a success resets it, and the next lock is a first one', async () => {
    const person = await newPerson(nodes.here)
    await fail(person.account.username)
    advance(minutes(15) + 1)
    expect(await isLocked(person)).toBe(false)
    expect(await rowOf(person.account.id)).toMatchObject({ failures: 0, locks: 0, locked_until: null })
    await fail(person.account.username)
    const { locked_at: from, locked_until: until } = await rowOf(person.account.id)
    expect((until - from) / minutes(1)).toBe(15)
  })

  test('after a day without tries nothing is held against anybody', async () => {
    const { account } = await newPerson(nodes.here)
    await fail(account.username)
    advance(minutes(15) + hours(24) + 1)
    await fail(account.username)
    const { locked_at: from, locked_until: until } = await rowOf(account.id)
    expect((until - from) / minutes(1)).toBe(15)
  })

  test('the owner with a device cookie gets in, which ends no lock of strangers', async () => {
    const { account, password } = await newPerson(nodes.here)
    const browser = nodes.here.browser()
    expect(await tryIn(browser, account.username, password)).toBe(201)
    await browser.post('/logout', {})
    await fail(account.username)
    expect(await tryIn(sameAt(nodes.there, browser), account.username, password)).toBe(201)
    expect(await isLocked({ account, password })).toBe(true)
  })

  test('is audited, logged with address and time, and counted', async () => {
    const { account } = await newPerson(nodes.here)
    const browser = nodes.here.browser()
    browser.ip = '203.0.113.9'
    const before = nodes.here.logLines.length
    for (let at = 0; at < 6; at += 1) await tryIn(browser, account.username)
    const events = await rowsOf(
      `select action, i.ip from audit_events e join audit_identities i on i.event_id = e.id
       where subject_id = $1 and action = 'account.locked'`,
      [account.id],
    )
    expect(events).toEqual([{ action: 'account.locked', ip: '203.0.113.9' }])
    const lines = nodes.here.logLines.slice(before).filter(({ event }) => event === 'account locked')
    expect(lines).toEqual([expect.objectContaining({ ip: '203.0.113.9', time: expect.anything() })])
    const metrics = await nodes.here.browser().get('/metrics', { headers: { authorization: `Bearer ${token}` } })
    expect(metrics.text).toMatch(/^porchlight_lockouts_total [1-9]/m)
    expect(metrics.text).toMatch(/^porchlight_sign_in_failures_total\{reason="locked"\} [1-9]/m)
  })
})

describe('asking for recovery never locks; locks survive restart; an admin can unlock from the CLI', () => {
  test('a server that was started later knows of the lock', async () => {
    const { account, password } = await newPerson(nodes.here)
    await fail(account.username)
    const restarted = await startTestServer({ database: nodes.here.database })
    restarted.advance(nodes.here.now().getTime() - restarted.now().getTime())
    const status = await tryIn(restarted.browser(), account.username, password)
    await restarted.stop()
    expect(status).toBe(401)
  })

  test('asking for recovery counts as no try', async () => {
    const person = await newPerson(nodes.here)
    for (let at = 0; at < 10; at += 1)
      await nodes.here.browser().api('POST', '/api/recovery', { login: person.account.username })
    expect(await rowOf(person.account.id)).toBeUndefined()
    expect(await isLocked(person)).toBe(false)
  })
})

describe('an unknown name', () => {
  test('is locked alike: counted, audited and logged, under a number that names nobody', async () => {
    const before = await rowsOf('select subject from lockouts where subject < 0')
    await fail('nobody-of-this-name', 6)
    const after = await rowsOf('select * from lockouts where subject < 0')
    expect(after).toHaveLength(before.length + 1)
    expect(after.at(-1)).toMatchObject({ failures: 5, refused: 1, locks: 1 })
    const events = await rowsOf(`select 1 from audit_events where action = 'account.locked' and subject_id is null`)
    expect(events).toHaveLength(1)
    const mails = await rowsOf('select 1 from mails')
    expect(mails).toHaveLength(0)
  })
})
