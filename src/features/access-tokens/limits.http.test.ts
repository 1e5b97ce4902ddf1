import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPerson } from '../../../test/support/people.ts'
import { giveToken, Program } from '../../../test/support/program.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({
    env: { RATE_LIMITS: 'on', LIMIT_WRITES: '5/minute', LIMIT_TOKEN_REQUESTS: '8/minute' },
  })
})
afterAll(() => server.stop())

/** A program that has been let in, and others at the same address that use up what the address has. */
async function crowded() {
  const { browser } = await newPerson(server)
  browser.ip = '198.51.100.20'
  const { program } = await giveToken(server, browser)
  const from = (ip: string) => ({ headers: { 'x-forwarded-for': ip } })
  expect((await program.get('/api/account', from('198.51.100.30'))).status).toBe(200)
  return { program, from }
}

const change = { bio: 'Mends lamps.' }

describe('lockout and limits close strangers, not owners', () => {
  test('a program whose token is known writes, whatever its neighbors do', async () => {
    const { program, from } = await crowded()
    const stranger = server.browser()
    stranger.ip = '198.51.100.30'
    let status = 0
    for (let tries = 0; tries < 7; tries += 1) status = (await stranger.api('PATCH', '/api/account', change)).status
    expect(status).toBe(429)
    expect((await program.api('PATCH', '/api/account', change, from('198.51.100.30'))).status).toBe(200)
  })

  test('and is counted by its account, from however many addresses', async () => {
    const { program, from } = await crowded()
    const statuses = []
    for (let at = 0; at < 6; at += 1)
      statuses.push((await program.api('PATCH', '/api/account', change, from(`203.0.113.${at}`))).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  })

  test('reads are counted too, apart from those of others', async () => {
    const { program } = await crowded()
    const statuses = []
    for (let at = 0; at < 9; at += 1) statuses.push((await program.get('/api/account')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429])
    const refused = await program.get('/api/account')
    expect(refused.json()).toMatchObject({ code: 'too-many' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const other = await crowded()
    expect((await other.program.get('/api/account')).status).toBe(200)
  })

  test('junk is counted by its address like everybody', async () => {
    const junk = new Program(server.origin, 'plt_junk')
    const headers = { 'x-forwarded-for': '198.51.100.40' }
    const statuses = []
    for (let at = 0; at < 6; at += 1)
      statuses.push((await junk.api('PATCH', '/api/account', change, { headers })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })
})
