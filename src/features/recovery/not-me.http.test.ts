import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveToken, Program } from '../../../test/support/program.ts'
import { sameAt } from '../../../test/support/two-nodes.ts'
import { fresh, twice } from './fixtures/links.ts'
import { followed, type House, signIn, startHouse, throwOut } from './fixtures/stranger.ts'

let house: House
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

const isIn = async (browser: Awaited<ReturnType<typeof signIn>>) =>
  (await browser.api('GET', '/api/account')).status === 200

describe('mail scanners opening the link consume nothing', () => {
  test('however often it is followed, the button works afterwards, in any browser', async () => {
    const { stranger, token, account } = await house.threatened()
    for (let time = 0; time < 3; time += 1) {
      const scanner = await followed(house.other, token)
      const page = await scanner.get('/not-me')
      expect(page.status).toBe(200)
      expect(page.text).toContain(account.username)
      expect((await scanner.get('/not-me')).text).not.toContain(token)
    }
    expect(await isIn(stranger)).toBe(true)
    expect(await throwOut(house.at.server, token)).toMatchObject({ status: 303, to: '/recover/new-password' })
    expect(await isIn(stranger)).toBe(false)
  })

  test('without the browser that followed it there is no question and no button', async () => {
    const stranger = house.at.server.browser()
    expect([(await stranger.get('/not-me')).status, (await stranger.post('/not-me', {})).status]).toEqual([410, 410])
  })
})

describe('a token works once, 20 at once', () => {
  test('at two nodes', async () => {
    const { token } = await house.threatened()
    const browsers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => followed(index % 2 ? house.other : house.at.server, token)),
    )
    const replies = await Promise.all(browsers.map((browser) => browser.post('/not-me', {})))
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(19)
  })
})

test('expired, used, random and foreign tokens give the same page', async () => {
  const used = await house.threatened()
  await throwOut(house.at.server, used.token)
  const foreign = await house.threatened()
  const recovery = (await throwOut(house.at.server, foreign.token)).browser.cookies.get('porchlight-link') ?? ''
  const expired = await house.threatened()
  house.at.server.advance(7 * 86_400_000 + 1_000)
  const pages = new Set<string>()
  for (const token of [used.token, recovery, expired.token, `${'0'.repeat(32)}${'A'.repeat(43)}`, 'none']) {
    const browser = await followed(house.at.server, token)
    const page = await browser.get('/not-me')
    expect(page.status).toBe(410)
    expect((await (await followed(house.at.server, token)).post('/not-me', {})).status).toBe(410)
    pages.add(page.text)
  }
  expect(pages.size).toBe(1)
})

describe('“That wasn’t me”', () => {
  test('ends every session, token and known browser and the password, on every node, and leads to a new password', async () => {
    const owner = await house.threatened()
    const { token, program } = await giveToken(house.at.server, owner.stranger)
    expect((await program.get('/api/account')).status).toBe(200)
    const { browser, to } = await throwOut(house.at.server, owner.token)
    expect(to).toBe('/recover/new-password')
    for (const node of [house.at.server, house.other]) {
      for (const before of [owner.browser, owner.stranger]) expect(await isIn(sameAt(node, before))).toBe(false)
      expect((await new Program(node.origin, token).get('/api/account')).status).toBe(401)
      await expect(signIn(node, owner)).rejects.toThrow('401')
    }
    const { rows } = await house.at.server.database.owner.query('select 1 from devices where account_id = $1', [
      owner.account.id,
    ])
    expect(rows).toHaveLength(0)
    const set = await browser.post('/recover/new-password', twice(fresh))
    expect(set.headers.get('location')).toBe('/login')
    const back = await signIn(house.other, { ...owner, password: fresh })
    const activity = await back.get('/account/activity')
    expect(activity.text).toContain('the owner signed everybody out')
  })

  test('a link for a new password that somebody had asked for is over', async () => {
    const owner = await house.threatened()
    await house.at.server.browser().api('POST', '/api/recovery', { login: owner.account.email })
    await house.at.untilIdle()
    const mail = house.at.mailsTo(owner.account.email).find(({ source }) => /^Subject: A new password/m.test(source))
    const asked = /token=3?D?([\w-]+)/.exec(mail?.source.replace(/=\r\n/g, '') ?? '')?.[1] ?? ''
    await throwOut(house.at.server, owner.token)
    const body = { token: asked, newPassword: 'Someone-elses-9-word' }
    expect((await house.at.server.browser().api('PUT', '/api/recovery', body)).status).toBe(410)
  })

  test('a sign-in that was half done opens nothing afterwards', async () => {
    const owner = await house.threatened()
    await house.at.server.database.owner.query('update accounts set must_change_password = true where id = $1', [
      owner.account.id,
    ])
    const half = house.at.server.browser()
    const login = { login: owner.account.username, password: owner.password }
    expect((await half.api('POST', '/api/sessions', login)).json()).toMatchObject({ next: 'new-password' })
    await throwOut(house.at.server, owner.token)
    const reply = await half.post('/login/new-password', twice('Someone-elses-9-word'))
    expect(reply.headers.get('location') ?? '').not.toBe('/account')
    expect(await isIn(half)).toBe(false)
  })
})
