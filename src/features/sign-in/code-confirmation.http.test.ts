import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppOwner, giveBackupCodes, newAppOwner, wrongCode } from '../../../test/support/apps.ts'
import { minutes } from '../../../test/support/clock.ts'
import { fillForm } from '../../../test/support/form.ts'
import { askAt, newOwner } from '../../../test/support/passkeys.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost' })
})
afterAll(() => server.stop())

/** Somebody with an app whose last proof is a while ago. */
async function newLateOwner(): Promise<AppOwner> {
  const owner = await newAppOwner(server)
  server.advance(minutes(16))
  return owner
}

const isRecent = async ({ browser }: Pick<AppOwner, 'browser'>) =>
  (await browser.api('POST', '/api/account/passkeys/options')).status === 200
const confirm = ({ browser }: Pick<AppOwner, 'browser'>, body: object) =>
  browser.api('POST', '/api/session/confirmations', body)

describe('confirming with a code: API', () => {
  test('needs the password and the code that the app shows, which then counts no more', async () => {
    const owner = await newLateOwner()
    const { password, app, browser } = owner
    expect((await confirm(owner, { password })).json()).toMatchObject({ status: 403, code: 'code-needed' })
    expect((await confirm(owner, { password, code: wrongCode(app) })).json()).toMatchObject({
      errors: [{ pointer: '/code', code: 'code-wrong' }],
    })
    expect((await confirm(owner, { password: 'not-it', code: app.code() })).json()).toMatchObject({
      errors: [{ pointer: '/password' }],
    })
    expect(await isRecent(owner)).toBe(false)
    const before = browser.cookies.get('porchlight')
    expect((await confirm(owner, { password, code: app.code() })).status).toBe(204)
    expect(browser.cookies.get('porchlight')).not.toBe(before)
    expect(await isRecent(owner)).toBe(true)
    expect((await confirm(owner, { password, code: app.code() })).status).toBe(422)
  })

  test('a backup code stands for the app, once', async () => {
    const owner = await newLateOwner()
    const { password, app } = owner
    const [backupCode] = await giveBackupCodes(server, owner.account.id)
    expect((await confirm(owner, { password, backupCode })).status).toBe(204)
    expect((await confirm(owner, { password, backupCode })).json()).toMatchObject({
      errors: [{ pointer: '/backupCode', code: 'code-wrong' }],
    })
    expect((await confirm(owner, { password, code: app.code() })).status).toBe(422)
  })

  test('a backup code stands for a passkey, beside the password', async () => {
    const { browser, password, account } = await newOwner(server)
    server.advance(minutes(16))
    const [backupCode] = await giveBackupCodes(server, account.id)
    expect((await confirm({ browser }, { password })).json()).toMatchObject({ code: 'passkey-needed' })
    expect((await confirm({ browser }, { password, backupCode })).status).toBe(204)
    expect(await isRecent({ browser })).toBe(true)
  })

  test('a change of password, which asks for the former one alone, is no such proof', async () => {
    const owner = await newLateOwner()
    const change = { currentPassword: owner.password, newPassword: 'Candle-in-4-windows' }
    expect((await owner.browser.api('PUT', '/api/account/password', change)).status).toBe(204)
    expect(await isRecent(owner)).toBe(false)
    const { browser, app } = owner
    expect((await confirm({ browser }, { password: change.newPassword, code: app.code() })).status).toBe(204)
  })

  test('20 at once with one code: one counts', async () => {
    const owner = await newLateOwner()
    const { password, app } = owner
    const code = app.code()
    const replies = await Promise.all(Array.from({ length: 20 }, () => confirm(owner, { password, code })))
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1)
  })
})

describe('confirming with a code: page', () => {
  const path = '/account/email'
  const asked = (owner: AppOwner) => owner.browser.post(path, { email: 'carried@example.org' })

  test('carries a form through the question', async () => {
    const owner = await newLateOwner()
    const { browser, password, app } = owner
    const question = await asked(owner)
    expect(question.status).toBe(403)
    const fields = fillForm(question.text, path)
    expect(Object.keys(fields).sort()).toEqual(['confirmCode', 'confirmPassword', 'email'])
    const { email = '' } = fields
    const alone = await browser.post(path, { email, confirmPassword: password })
    expect([alone.status, alone.text.includes('Type the code that your app shows, too.')]).toEqual([422, true])
    const wrong = await browser.post(path, { email, confirmPassword: password, confirmCode: wrongCode(app) })
    expect([wrong.status, wrong.text.includes('That code is not right')]).toEqual([422, true])
    expect(wrong.text).not.toContain(wrongCode(app))
    const done = await browser.post(path, { email, confirmPassword: password, confirmCode: app.code() })
    expect(done.status).toBe(303)
  })

  test('takes a backup code in the place of the code', async () => {
    const owner = await newLateOwner()
    const [backupCode = ''] = await giveBackupCodes(server, owner.account.id)
    expect((await asked(owner)).text).toContain('confirmBackupCode')
    const form = { email: 'other@example.org', confirmPassword: owner.password }
    const wrong = await owner.browser.post(path, { ...form, confirmBackupCode: '0000-0000-0000-0000' })
    expect([wrong.status, wrong.text.includes('<details class="more" open')]).toEqual([422, true])
    expect((await owner.browser.post(path, { ...form, confirmBackupCode: backupCode })).status).toBe(303)
  })

  test('offers the passkey alone beside both to whoever has one', async () => {
    const owner = await newOwner(server)
    await server.database.owner.query(`update accounts set factors = '{totp,passkey}' where id = $1`, [
      owner.account.id,
    ])
    server.advance(minutes(16))
    const question = await owner.browser.post(path, { email: 'both@example.org' })
    for (const name of ['confirmPassword', 'confirmCode', 'confirmPasskey']) expect(question.text).toContain(name)
    const options = await askAt(owner.browser, '/api/session/confirmations/passkey-options')
    const confirmPasskey = JSON.stringify(owner.authenticator.get(options))
    expect((await owner.browser.post(path, { email: 'both@example.org', confirmPasskey })).status).toBe(303)
  })
})
