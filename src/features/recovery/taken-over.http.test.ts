import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/support/browser.ts'
import { tokenIn } from '../../../test/support/mail-worker.ts'
import { addPasskey } from '../../../test/support/passkeys.ts'
import type { Person } from '../../../test/support/people.ts'
import { giveToken } from '../../../test/support/program.ts'
import { followed, type House, signIn, startHouse, throwOut } from './fixtures/stranger.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

const query = (text: string, values: readonly unknown[]) => house.at.server.database.owner.query(text, [...values])
const emailOf = async ({ account }: Pick<Person, 'account'>) =>
  (await query('select email from accounts where id = $1', [account.id])).rows[0].email
const factorsOf = async ({ account }: Pick<Person, 'account'>) => {
  const { rows } = await query('select factors from accounts where id = $1', [account.id])
  const names = await query('select name from passkeys where account_id = $1 order by name', [account.id])
  return { factors: rows[0].factors, passkeys: names.rows.map(({ name }) => name) }
}

let number = 0
/** Gives an account another address, proved; the token with which the former one takes it back. */
async function move(browser: Browser, former: string): Promise<{ to: string; undo: string }> {
  number += 1
  const to = `thief-${number}@example.org`
  expect((await browser.api('PUT', '/api/account/email', { email: to })).status).toBe(202)
  const token = tokenIn(await house.at.untilMail(to))
  expect((await browser.api('PUT', '/api/account/email/confirmation', { token })).status).toBe(204)
  await house.at.untilIdle()
  const told = house.at.mailsTo(former).findLast(({ source }) => /^Subject: .*another email/m.test(source))
  return { to, undo: tokenIn(told!) }
}

const undo = async (token: string) =>
  (await house.at.server.browser().api('PUT', '/api/accounts/email/undo', { token })).status

describe('what a stranger leaves behind lets nobody in again', () => {
  test('passkeys and apps that came since go, those from before stay', async () => {
    const owner = await house.atHome()
    const { reply } = await addPasskey(owner.browser, { name: 'Mine' })
    expect(reply.status).toBe(201)
    house.at.server.advance(60_000)
    // Whoever has the passkey of the owner, or got past it.
    await query(`update accounts set factors = '{}' where id = $1`, [owner.account.id])
    const { stranger, token } = await house.threatened(owner)
    expect((await addPasskey(stranger, { name: 'Theirs' })).reply.status).toBe(201)
    await query(
      `insert into totp_authenticators (account_id, secret_sealed, last_step, added_at) values ($1, 'x', 0, $2)`,
      [owner.account.id, house.at.server.now()],
    )
    await throwOut(house.at.server, token)
    expect(await factorsOf(owner)).toEqual({ factors: ['passkey'], passkeys: ['Mine'] })
    const apps = await query('select 1 from totp_authenticators where account_id = $1', [owner.account.id])
    expect(apps.rows).toHaveLength(0)
  })

  test('an address that the stranger gave the account goes, and with it the way back to it', async () => {
    const owner = await house.threatened()
    const first = await move(owner.stranger, owner.account.email)
    const second = await move(owner.stranger, first.to)
    expect(await emailOf(owner)).toBe(second.to)
    await throwOut(house.at.server, owner.token)
    expect(await emailOf(owner)).toBe(owner.account.email)
    expect(await undo(second.undo)).toBe(410)
    expect(await emailOf(owner)).toBe(owner.account.email)
  })

  test('a sign-in of theirs, told to an address of theirs, is no way back for them', async () => {
    const owner = await house.threatened()
    const { to, undo: back } = await move(owner.stranger, owner.account.email)
    await signIn(house.at.server, owner)
    await house.at.untilIdle()
    const theirs = tokenIn(house.newBrowserMails(to)[0]!)
    expect((await (await followed(house.at.server, theirs)).get('/not-me')).status).toBe(200)
    expect(await undo(back)).toBe(200)
    expect((await throwOut(house.at.server, theirs)).status).toBe(410)
    expect(await emailOf(owner)).toBe(owner.account.email)
  })

  test('the two ways back work in both orders', async () => {
    const one = await house.threatened()
    const { undo: firstUndo } = await move(one.stranger, one.account.email)
    await throwOut(house.at.server, one.token)
    // The account is back already.
    expect(await undo(firstUndo)).toBe(410)
    const two = await house.threatened()
    const { undo: secondUndo } = await move(two.stranger, two.account.email)
    expect((await addPasskey(two.stranger)).reply.status).toBe(201)
    expect(await undo(secondUndo)).toBe(200)
    expect((await throwOut(house.at.server, two.token)).to).toBe('/recover/new-password')
    for (const owner of [one, two]) {
      expect(await emailOf(owner)).toBe(owner.account.email)
      expect(await factorsOf(owner)).toEqual({ factors: [], passkeys: [] })
      await expect(signIn(house.at.server, owner)).rejects.toThrow('401')
    }
  })

  test('undoing a change of address takes what came since whoever made it had signed in, and ends tokens', async () => {
    const owner = await house.atHome()
    expect((await addPasskey(owner.browser, { name: 'Mine' })).reply.status).toBe(201)
    await query(`update accounts set factors = '{}' where id = $1`, [owner.account.id])
    const { stranger } = await house.threatened(owner)
    expect((await addPasskey(stranger, { name: 'Before the change' })).reply.status).toBe(201)
    await giveToken(house.at.server, stranger)
    house.at.server.advance(60_000)
    const { undo: back } = await move(stranger, owner.account.email)
    expect((await addPasskey(stranger, { name: 'After it' })).reply.status).toBe(201)
    expect(await undo(back)).toBe(200)
    expect(await factorsOf(owner)).toEqual({ factors: ['passkey'], passkeys: ['Mine'] })
    for (const table of ['access_tokens', 'devices', 'sessions', 'passwords'])
      expect((await query(`select 1 from ${table} where account_id = $1`, [owner.account.id])).rows).toEqual([])
  })

  test('an address that was never proved is no way back once another is', async () => {
    const owner = await house.atHome()
    await query('update accounts set email_verified_at = null where id = $1', [owner.account.id])
    const { stranger, token } = await house.threatened(owner)
    await move(stranger, owner.account.email)
    expect((await throwOut(house.at.server, token)).status).toBe(410)
  })

  test('an address that staff has put right ends what went to the former one', async () => {
    const { token, account } = await house.threatened()
    const admin = await house.atHome()
    await query(`update accounts set role = 'admin' where id = $1`, [admin.account.id])
    const browser = await signIn(house.at.server, admin)
    const details = { email: 'put-right@example.org', reason: 'Lost the mailbox, came by in person.' }
    expect((await browser.api('PATCH', `/api/admin/accounts/${account.id}`, details)).status).toBe(200)
    expect((await throwOut(house.at.server, token)).status).toBe(410)
  })
})
