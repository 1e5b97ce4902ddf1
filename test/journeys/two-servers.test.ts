import { afterAll, beforeAll, expect, test } from 'vitest'
import { Browser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { type ServerProcess, startServerProcess } from '../support/process.ts'
import { password, registerByApi } from './person.ts'

let one: ServerProcess
let other: ServerProcess
beforeAll(async () => {
  one = await startServerProcess({ LIMIT_SIGN_IN_ADDRESS: '3/hour' })
  other = await startServerProcess({ ...one.env, PORT: String(await freePort()) })
  expect(other.dataDir).toBe(one.dataDir)
})
afterAll(async () => {
  one.child.kill('SIGKILL')
  await other.stop()
})

/** Statuses and times of requests to the other server, from now until it is told to stop. */
function keepAsking(browser: Browser) {
  const answers: { status: number; ms: number }[] = []
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now()
      const status = await browser.get('/api/account').then(
        (reply) => reply.status,
        () => 0,
      )
      answers.push({ status, ms: performance.now() - begun })
    }
  })()
  return {
    count: () => answers.length,
    async stop() {
      isOver = true
      await asking
      return answers
    },
  }
}

async function signInAt(server: ServerProcess): Promise<Browser> {
  const browser = new Browser(server.origin)
  expect((await browser.api('POST', '/api/sessions', { login: 'kit', password })).status).toBe(201)
  return browser
}

const atOther = ({ cookies }: Browser) => {
  const browser = new Browser(other.origin)
  for (const [name, value] of cookies) browser.cookies.set(name, value)
  return browser
}

test('a session made at one works at the other, ends at both, and limits are counted together', async () => {
  await registerByApi(one, 'kit')
  const browser = await signInAt(one)
  const copy = atOther(browser)
  expect((await copy.get('/api/account')).status).toBe(200)
  await browser.api('DELETE', '/api/session')
  await expect.poll(async () => (await copy.get('/api/account')).status, { timeout: 2_500 }).toBe(401)

  const wrong = { login: 'kit', password: 'Lantern-over-8-steps' }
  expect((await new Browser(one.origin).api('POST', '/api/sessions', wrong)).status).toBe(401)
  expect((await new Browser(other.origin).api('POST', '/api/sessions', wrong)).status).toBe(401)
  expect((await new Browser(one.origin).api('POST', '/api/sessions', wrong)).status).toBe(429)
  expect((await new Browser(other.origin).api('POST', '/api/sessions', wrong)).status).toBe(429)
})

test('one paused, then killed: the other goes on without a failed request', async () => {
  const copy = new Browser(other.origin)
  const body = { firstName: 'Ann', lastName: 'Lee', username: 'ann', email: 'ann@example.org', password }
  expect((await copy.api('POST', '/api/accounts', { ...body, acceptTerms: true })).status).toBe(201)
  const asking = keepAsking(copy)
  const several = async () => {
    const before = asking.count()
    await expect.poll(() => asking.count(), { timeout: 15_000 }).toBeGreaterThan(before + 30)
  }
  await several()
  one.child.kill('SIGSTOP')
  await several()
  one.child.kill('SIGCONT')
  await several()
  one.child.kill('SIGKILL')
  await several()
  const answers = await asking.stop()
  expect(answers.filter(({ status }) => status !== 200)).toEqual([])
})
