import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minutes } from '../../../../test/support/clock.ts'
import { addPasskey } from '../../../../test/support/passkeys.ts'
import { newPerson } from '../../../../test/support/people.ts'
import { type House, startHouse } from './fixtures/locked-out.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

describe('the link', () => {
  test('works once, of 20 at once at two servers for one', async () => {
    const { token } = await house.lockedOut()
    const browsers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => house.follow(token, n % 2 ? house.at.server : house.other)),
    )
    const statuses = (await Promise.all(browsers.map(house.press))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(19)
    expect(await house.useLink(token)).toBe(410)
  })

  test('opens nothing in the browser that asked for it, or in any that did not follow it', async () => {
    const { token } = await house.lockedOut()
    const browser = await house.follow(token)
    expect((await house.press(house.at.server.browser())).status).toBe(410)
    expect((await house.press(browser)).status).toBe(303)
  })

  test('stands for the password alone: a second factor is asked for, in that browser only', async () => {
    const owner = await newPerson(house.at.server)
    expect((await addPasskey(owner.browser)).reply.status).toBe(201)
    const { token } = await house.lockedOut(owner)
    const browser = await house.follow(token)
    const reply = await house.press(browser)
    expect(reply.headers.get('location')).toBe('/login/second-factor')
    expect(await house.isIn(browser)).toBe(false)
    expect((await browser.get('/login/second-factor')).status).toBe(200)
    expect((await house.at.server.browser().get('/login/second-factor')).status).toBe(303)
  })

  test('a new password that is due is chosen next', async () => {
    const owner = await house.lockedOut()
    await house.query('update accounts set must_change_password = true where id = $1', [owner.account.id])
    const browser = await house.follow(owner.token)
    expect((await house.press(browser)).headers.get('location')).toBe('/login/new-password')
    expect(await house.isIn(browser)).toBe(false)
  })

  test('dies with the password and with the address', async () => {
    for (const change of [
      `update passwords set changed_at = changed_at + interval '1 second' where account_id = $1`,
      `update accounts set email = 'new-' || email where id = $1`,
      `update accounts set status = 'suspended' where id = $1`,
    ]) {
      const { account, token } = await house.lockedOut()
      const before = await house.follow(token)
      await house.query(change, [account.id])
      expect((await before.get('/login/link')).status).toBe(410)
      expect(await house.useLink(token)).toBe(410)
    }
  })

  test('works for 30 minutes, and not as a link of another kind', async () => {
    const { token } = await house.lockedOut()
    house.at.server.advance(minutes(29))
    expect((await (await house.follow(token)).get('/login/link')).status).toBe(200)
    const browser = house.at.server.browser()
    await browser.get(`/recover/new-password?token=${token}`)
    expect((await browser.get('/recover/new-password')).status).toBe(410)
    house.at.server.advance(minutes(2))
    expect(await house.useLink(token)).toBe(410)
    expect(await house.useLink('made-up')).toBe(410)
  })

  test('a GET signs nobody in, and following it spends nothing', async () => {
    const { token } = await house.lockedOut()
    for (let count = 0; count < 3; count += 1) {
      const browser = await house.follow(token)
      await browser.get('/login/link')
      expect(await house.isIn(browser)).toBe(false)
    }
    expect(await house.useLink(token)).toBe(303)
  })
})
