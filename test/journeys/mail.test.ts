import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { Browser } from '../support/browser.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../support/process.ts'
import { startTestSmtp, type TestSmtp } from '../support/smtp.ts'
import { password, registrationByApi } from './person.ts'

let server: ServerProcess | undefined
let smtp: TestSmtp | undefined
afterEach(async () => {
  await server?.stop()
  await smtp?.stop()
  if (server) await rm(server.dataDir, { recursive: true, force: true })
})

async function register({ origin }: ServerProcess, username: string): Promise<Browser> {
  const browser = new Browser(origin)
  expect((await browser.api('POST', '/api/accounts', registrationByApi(username))).status).toBe(201)
  return browser
}

async function changePassword(browser: Browser): Promise<void> {
  const change = { currentPassword: password, newPassword: 'Beacon-under-9-waves' }
  expect((await browser.api('PUT', '/api/account/password', change)).status).toBe(204)
}

const idOf = (source: string | undefined) => /^Message-ID: (<.*>)\r$/m.exec(source ?? '')?.[1]

test('a mail that a killed server was just sending comes after the restart, under the same Message-ID', async () => {
  const taking = await startTestSmtp()
  smtp = taking
  server = await startServerProcess({ SMTP_URL: taking.url, MAIL_FROM: 'Site <accounts@example.org>' })
  const kit = await register(server, 'kit')
  taking.fail({ at: 'taken', reply: 'hang' })
  await changePassword(kit)
  await vi.waitFor(() => expect(taking.taken).toHaveLength(1), { timeout: 20_000 })
  server.child.kill('SIGKILL')
  await server.finished

  taking.fail(null)
  server = await startServerProcess(server.env)
  await vi.waitFor(() => expect(taking.taken).toHaveLength(2), { timeout: 60_000, interval: 200 })
  const [first, second] = taking.taken
  expect(first).toMatchObject({ from: 'accounts@example.org', to: ['kit@example.org'] })
  expect(idOf(first?.source)).toMatch(/^<[\w-]{36}@localhost>$/)
  expect(idOf(second?.source)).toBe(idOf(first?.source))
}, 120_000)

test('in development without a mail server mails are kept, and the terminal shows where they lead', async () => {
  server = await startServerProcess({ ENVIRONMENT: 'development' })
  await changePassword(await register(server, 'kit'))
  const [line] = await server.shows(/Mail kept for kit@example\.org: .*/)
  expect(line).toContain(`${server.origin}/recover`)
  const [, link = ''] = await server.shows(/Mails are kept at (\S+)/)
  const browser = new Browser(server.origin)
  await browser.get(link.slice(server.origin.length))
  expect((await browser.get('/dev/mail')).text).toContain('Your password at Porchlight was changed')
  const folder = join(server.dataDir, 'mailbox')
  const kept = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  expect(kept.map((text) => JSON.parse(text).subject)).toEqual(['Your password at Porchlight was changed'])
})

test('send-test-mail shows each step, and says in one sentence why a mail is not taken', async () => {
  smtp = await startTestSmtp()
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'accounts@example.org' }
  const sent = await porchlight(['send-test-mail', 'kit@example.org'], { env }).finished
  expect([sent.code, sent.err]).toEqual([0, ''])
  const steps = [/^< 220 /m, /^> MAIL FROM:/m, /^> RCPT TO:<kit@example\.org>/m, /^Taken over for kit@example\.org/m]
  const places = steps.map((step) => sent.out.search(step))
  expect(places, sent.out).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(smtp.taken).toHaveLength(1)
  smtp.fail({ at: 'recipient', reply: '550 nobody here' })
  const refused = await porchlight(['send-test-mail', 'kit@example.org'], { env }).finished
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringMatching(/^The mail was not taken: .*550 nobody here\.$/m),
  ])
  const nowhere = await porchlight(['send-test-mail', 'kit'], { env }).finished
  expect([nowhere.code, nowhere.err]).toEqual([1, '“kit” is no mail address.\n'])
})
