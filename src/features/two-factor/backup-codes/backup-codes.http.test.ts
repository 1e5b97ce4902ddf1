import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anotherBrowser } from '../../../../test/support/another-browser.ts'
import { giveApp, giveBackupCodes, newAppOwner } from '../../../../test/support/apps.ts'
import type { Reply } from '../../../../test/support/browser.ts'
import { fillForm } from '../../../../test/support/form.ts'
import { addPasskey } from '../../../../test/support/passkeys.ts'
import { newPerson, type Person } from '../../../../test/support/people.ts'
import { startTestServer, type TestServer, withMail } from '../../../../test/support/server.ts'

const page = '/account/security/backup-codes'
const file = '/backup-codes/file'
const api = '/api/account/backup-codes'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ host: 'localhost', env: withMail })
})
afterAll(() => server.stop())

const codeOf = (reply: Reply) => reply.json<{ code: string }>().code
const shownOn = ({ text }: Reply) =>
  [...text.matchAll(/<li>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})<\/li>/g)].map(([, one]) => one)
const kindsOf = async ({ account }: Person) =>
  (await server.database.owner.query('select kind from mails where account_id = $1', [account.id])).rows.map(
    ({ kind }) => kind,
  )
const rowsOf = async ({ account }: Person) =>
  (await server.database.owner.query('select * from backup_codes where account_id = $1 order by id', [account.id])).rows
const useUp = ({ account }: Person, count: number) =>
  server.database.owner.query(
    `update backup_codes set used_at = $3 where id in
       (select id from backup_codes where account_id = $1 and used_at is null order by id limit $2)`,
    [account.id, count, server.now()],
  )

describe('backup codes', () => {
  test('a new set voids the old, is shown once, ends the other sessions, and is told to the owner', async () => {
    const person = await newAppOwner(server)
    await giveBackupCodes(server, person.account.id)
    const former = await rowsOf(person)
    const elsewhere = (await anotherBrowser(server, person.account)).browser
    const made = await person.browser.post(page, {})
    expect(made.status).toBe(200)
    expect(made.headers.get('cache-control')).toContain('no-store')
    const codes = shownOn(made)
    expect(new Set(codes).size).toBe(10)
    const rows = await rowsOf(person)
    expect(rows).toHaveLength(10)
    expect(former.filter((row) => rows.some(({ id }) => id === row.id))).toEqual([])
    const stored = JSON.stringify(rows)
    for (const code of codes) expect(stored).not.toContain(code?.replaceAll('-', ''))
    for (const { code_hash: hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(shownOn(await person.browser.get(page))).toEqual([])
    expect((await elsewhere.api('GET', '/api/session')).status).toBe(401)
    expect(await kindsOf(person)).toEqual(['backup-codes-made'])
  })

  test('by the API', async () => {
    const person = await newAppOwner(server)
    const { codes } = (await person.browser.api('POST', api)).json<{ codes: string[] }>()
    expect(codes).toHaveLength(10)
    expect(codes[0]).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    await useUp(person, 3)
    expect((await person.browser.api('GET', api)).json()).toMatchObject({ left: 7, total: 10 })
  })

  test('the page says how many are left, and warns at two', async () => {
    const person = await newAppOwner(server)
    await giveBackupCodes(server, person.account.id)
    await useUp(person, 7)
    const three = (await person.browser.get(page)).text
    expect(three).toContain('3 codes left')
    expect(three).not.toContain('Make new ones soon')
    await useUp(person, 1)
    for (const path of [page, '/account/security/authenticator'])
      expect((await person.browser.get(path)).text).toContain('<b>2 backup codes are left.</b> Make new ones soon.')
    await useUp(person, 2)
    expect((await person.browser.get(page)).text).toContain('<b>No backup code is left.</b>')
    expect((await person.browser.get('/account/security')).text).toContain('0 of 10 left')
  })

  test('stand for a factor: who has none gets none, by the page and the API', async () => {
    const person = await newPerson(server)
    expect((await person.browser.get(page)).text).toContain('With your first app or passkey you get ten.')
    const reply = await person.browser.api('POST', api)
    expect([reply.status, codeOf(reply)]).toEqual([409, 'factor-missing'])
    const form = await person.browser.post(page, {})
    expect([form.status, shownOn(form)]).toEqual([409, []])
    expect(await rowsOf(person)).toEqual([])
  })

  test('come with the first passkey too, and go with it', async () => {
    const person = await newPerson(server)
    const { reply } = await addPasskey(person.browser)
    const { id, backupCodes } = reply.json<{ id: string; backupCodes: string[] }>()
    expect(backupCodes).toHaveLength(10)
    const second = (await addPasskey(person.browser)).reply.json<{ id: string; backupCodes: null }>()
    expect(second.backupCodes).toBeNull()
    await person.browser.api('DELETE', `/api/account/passkeys/${id}`)
    expect(await rowsOf(person)).toHaveLength(10)
    await person.browser.api('DELETE', `/api/account/passkeys/${second.id}`)
    expect(await rowsOf(person)).toEqual([])
  })

  test('somebody with passkeys alone and no codes is offered some', async () => {
    const person = await newPerson(server)
    await addPasskey(person.browser)
    await server.database.owner.query('delete from backup_codes where account_id = $1', [person.account.id])
    expect((await person.browser.get('/account/security/passkeys')).text).toContain('You have no backup codes.')
    expect(shownOn(await person.browser.post(page, {}))).toHaveLength(10)
  })

  test('ask for a recent proof, and only so many are made in an hour', async () => {
    const most = 5
    const counting = await startTestServer({
      database: server.database,
      env: { RATE_LIMITS: 'on', LIMIT_BACKUP_CODES: `${most}/hour` },
    })
    const person = await newPerson(counting)
    await giveApp(counting, person.account.id)
    for (let n = 0; n < most; n += 1) expect((await person.browser.api('POST', api)).status).toBe(201)
    expect((await person.browser.api('POST', api)).status).toBe(429)
    counting.advance(16 * 60_000)
    expect(codeOf(await person.browser.api('POST', api))).toBe('identity-not-recent')
    expect((await person.browser.post(page, {})).status).toBe(403)
    await counting.stop()
  })
})

describe('the file of codes', () => {
  test('is made of what the page has, without a script', async () => {
    const person = await newAppOwner(server)
    const made = await person.browser.post(page, {})
    const reply = await person.browser.post(file, fillForm(made.text, file))
    expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(reply.headers.get('content-disposition')).toBe('attachment; filename="backup-codes.txt"')
    for (const code of shownOn(made)) expect(reply.text).toContain(code)
    expect(reply.text).toContain('Backup codes for Kev’s Robots')
    const stranger = server.browser()
    stranger.language = 'de'
    expect((await stranger.post(file, fillForm(made.text, file))).text).toContain('Ersatzcodes für')
  })

  test('has nothing but codes in it, whoever asks', async () => {
    const code = '0123-4567-89AB-CDEF'
    for (const codes of ['', 'click here', `${code} <script>`, Array.from({ length: 11 }, () => code).join(' ')])
      expect((await server.browser().post(file, { codes })).status).toBe(400)
    const cross = await server.browser().post(file, { codes: code }, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(cross.status).toBe(403)
  })
})
