import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser } from '../../test/support/browser.ts'
import { addPasskey } from '../../test/support/passkeys.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../../test/support/process.ts'

const password = 'Lantern-over-7-steps'

describe('measures from the shell, beside a running server', () => {
  let server: ServerProcess
  beforeAll(async () => {
    server = await startServerProcess({ ENVIRONMENT: 'development', RATE_LIMITS: 'off' })
    const person = { firstName: 'Kit', lastName: 'Lee', username: 'kit', email: 'kit@example.org' }
    const body = { ...person, password, acceptTerms: true }
    const headers = { 'idempotency-key': 'made-for-this-test' }
    expect((await new Browser(server.origin).api('POST', '/api/accounts', body, { headers })).status).toBe(201)
  })
  afterAll(() => server.stop())

  const run = (...args: string[]) => porchlight(args, { env: server.env }).finished
  async function signIn() {
    const browser = new Browser(server.origin)
    return { browser, reply: await browser.api('POST', '/api/sessions', { login: 'kit', password }) }
  }
  const isIn = async (browser: Browser) => (await browser.api('GET', '/api/account')).status === 200

  it('suspend ends the session of a running server and tells the person why; reactivate lets them in', async () => {
    const { browser } = await signIn()
    expect(await isIn(browser)).toBe(true)
    const done = await run('suspend', 'kit', '--reason', 'Ten links to casinos', '--days', '7')
    expect(done).toEqual({ code: 0, out: expect.stringMatching(/^kit is suspended until 20\S+Z\.\n$/), err: '' })
    await expect.poll(() => isIn(browser)).toBe(false)
    const refused = (await signIn()).reply
    expect([refused.status, refused.json().detail]).toEqual([403, expect.stringContaining('“Ten links to casinos”')])
    expect((await run('reactivate', 'KIT@example.org')).out).toBe('kit can sign in again.\n')
    expect((await signIn()).reply.status).toBe(201)
    expect(await run('reactivate', 'kit')).toEqual({ code: 65, out: '', err: 'This account is not suspended.\n' })
  })

  it('reset-factors helps the only admin who lost the phone, and recovery-link whoever forgot the password', async () => {
    await run('set-role', 'kit', 'admin', '--reason', 'Runs the place')
    const { browser } = await signIn()
    expect((await addPasskey(browser)).reply.status).toBe(201)
    expect((await signIn()).reply.json()).toMatchObject({ next: 'second-factor' })
    const done = await run('reset-factors', 'kit', '--reason', 'Lost the phone')
    expect([done.out, done.err]).toEqual(['kit has no second factor any more, and signs in with the password.\n', ''])
    expect((await signIn()).reply.status).toBe(201)
    const again = await run('reset-factors', 'kit', '--reason', 'Lost the phone')
    expect(again).toEqual({ code: 65, out: '', err: 'This account has no second factor.\n' })
    const [one, other] = [await run('recovery-link', 'KIT'), await run('recovery-link', 'kit')]
    expect(one.out).toMatch(/^http:\S+\/recover\/new-password\?token=[\w-]{75}\n$/)
    const statusOf = async ({ out }: { out: string }) => {
      const browser = new Browser(server.origin)
      await browser.get(out.trim().slice(server.origin.length))
      return (await browser.get('/recover/new-password')).status
    }
    expect([await statusOf(one), await statusOf(other)]).toEqual([410, 200])
  })

  it('unlock lets the right password in again', async () => {
    for (let at = 0; at < 5; at += 1)
      await new Browser(server.origin).api('POST', '/api/sessions', { login: 'kit', password: 'a-guess' })
    expect((await signIn()).reply.status).toBe(401)
    expect((await run('unlock', 'KIT')).out).toBe('kit can sign in from any browser again.\n')
    expect((await signIn()).reply.status).toBe(201)
    const again = await run('unlock', 'kit')
    expect([again.code, again.err]).toEqual([65, 'This account is not resting: any browser may try its password.\n'])
  })

  it('sign-out and force-new-password end sessions', async () => {
    const { browser } = await signIn()
    expect((await run('sign-out', 'kit')).out).toMatch(/^kit was signed out of \d sessions?\.\n$/)
    await expect.poll(() => isIn(browser)).toBe(false)
    await run('force-new-password', 'kit', '--reason', 'It was on a list')
    expect((await signIn()).reply.json()).toMatchObject({ next: 'new-password' })
  })

  it('set-role makes an admin, and does not unmake the only one', async () => {
    expect((await run('set-role', 'kit', 'admin', '--reason', 'Runs the place')).out).toBe('kit has the role admin.\n')
    const only = await run('set-role', 'kit', 'member', '--reason', 'By mistake')
    expect([only.code, only.err]).toEqual([65, 'This is the only admin here. Make somebody else admin first.\n'])
    expect((await run('suspend', 'kit', '--reason', 'By mistake')).code).toBe(65)
  })

  it.each([
    [['suspend', 'nobody', '--reason', 'x'], 1, 'Nobody here has the username or email “nobody”.'],
    [['suspend', 'kit'], 65, 'Write the reason.'],
    [['reset-factors', 'kit'], 65, 'Write the reason.'],
    [['recovery-link', 'nobody'], 1, 'Nobody here has the username or email “nobody”.'],
    [['suspend', 'kit', '--reason', 'x', '--days', '0'], 65, '--days takes a whole number of days'],
    [['set-role', 'kit', 'queen', '--reason', 'x'], 65, 'There is no role “queen”.'],
    [['set-role', 'kit'], 64, 'porchlight set-role takes USER ROLE'],
  ])('%j is refused', async (args, code, sentence) => {
    expect(await run(...args)).toEqual({ code, out: '', err: expect.stringContaining(sentence) })
  })
})
