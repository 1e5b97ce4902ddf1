import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../../test/support/browser.ts'
import { minutes } from '../../../../test/support/clock.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { sameAt, startTwoNodes, type TwoNodes } from '../../../../test/support/two-nodes.ts'

let nodes: TwoNodes
let admin: Person
beforeAll(async () => {
  nodes = await startTwoNodes()
  admin = await newPerson(nodes.here, { role: 'admin' })
})
afterAll(() => nodes.stop())

const query = async (text: string, values: readonly unknown[] = []) =>
  (await nodes.here.database.owner.query(text, [...values])).rows
const tryIn = async ({ account }: Person, password: string) =>
  (await nodes.here.browser().api('POST', '/api/sessions', { login: account.username, password })).status
const of = ({ account }: Person) => `/api/admin/accounts/${account.id}`
const unlock = async (browser: Browser, who: Person) => {
  const reply = await browser.api('DELETE', `${of(who)}/lockout`)
  return reply.status === 204 ? 204 : [reply.status, reply.json().code]
}

async function lockedPerson(times = 5): Promise<Person> {
  const who = await newPerson(nodes.here)
  for (let at = 0; at < times; at += 1) expect(await tryIn(who, 'Wrong-lantern-7')).toBe(401)
  return who
}

describe('unlocking by an admin', () => {
  test('lets the right password in again, stands in the audit log, and begins to count anew', async () => {
    const who = await lockedPerson()
    expect(await tryIn(who, who.password)).toBe(401)
    expect(await unlock(admin.browser, who)).toBe(204)
    expect(await tryIn(who, who.password)).toBe(201)
    const [event] = await query(
      `select actor_id::text, actor_kind from audit_events where subject_id = $1 and action = 'account.unlocked'`,
      [who.account.id],
    )
    expect(event).toEqual({ actor_id: admin.account.id, actor_kind: 'account' })
    const lines = nodes.here.logLines.filter(({ event: name }) => name === 'account unlocked')
    expect(lines.at(-1)).toMatchObject({ by: 'admin', ip: '127.0.0.1' })
    expect(await unlock(admin.browser, who)).toEqual([409, 'not-locked'])
  })

  test('20 at once, on two servers: one success', async () => {
    const who = await lockedPerson()
    const browsers = [admin.browser, sameAt(nodes.there, admin.browser)]
    const all = await Promise.all(Array.from({ length: 20 }, (_, at) => unlock(browsers[at % 2] as Browser, who)))
    expect(all.filter((answer) => answer === 204)).toHaveLength(1)
    expect(
      await query(`select 1 from audit_events where subject_id = $1 and action = 'account.unlocked'`, [who.account.id]),
    ).toHaveLength(1)
  })

  test('is an admin’s alone, with a recent proof', async () => {
    const who = await lockedPerson()
    const late = await newPerson(nodes.here, { role: 'admin' })
    await query(`update sessions set authenticated_at = now() - interval '16 minutes' where account_id = $1`, [
      late.account.id,
    ])
    const moderator = await newPerson(nodes.here, { role: 'moderator' })
    const answers = []
    for (const browser of [nodes.here.browser(), who.browser, moderator.browser, late.browser])
      answers.push(await unlock(browser, who))
    expect(answers).toEqual([
      [401, 'not-signed-in'],
      [403, 'forbidden'],
      [403, 'forbidden'],
      [403, 'identity-not-recent'],
    ])
    expect(await tryIn(who, who.password)).toBe(401)
  })
})

describe('what an admin sees', () => {
  test('since when and until when an account rests, and how many tries there were; nothing once it is over', async () => {
    const who = await lockedPerson(8)
    const read = async () => (await admin.browser.api('GET', of(who))).json<{ lockout: unknown }>().lockout
    const { since, until, refused } = (await read()) as { since: string; until: string; refused: number }
    expect([(Date.parse(until) - Date.parse(since)) / minutes(1), refused]).toEqual([15, 3])
    const at = `/admin/accounts/${who.account.id}`
    const page = await admin.browser.get(at)
    expect(page.text).toContain('Resting')
    expect(page.text).toContain('3 tries since')
    const done = await admin.browser.post(`${at}/unlocking`, {})
    expect([done.status, done.headers.get('location')]).toEqual([303, at])
    const after = await admin.browser.get(at)
    expect(after.text).toContain('The account rests no longer.')
    expect(after.text).not.toContain('Resting')
    expect(await read()).toBeNull()
  })
})
