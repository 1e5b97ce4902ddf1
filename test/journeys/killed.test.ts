import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../support/process.ts'
import { password, registerByApi } from './person.ts'
import { connectTo } from './site.ts'

let server: ServerProcess | undefined
afterEach(async () => {
  await server?.stop()
  if (server) await rm(server.dataDir, { recursive: true, force: true })
})

const signIn = ({ origin }: ServerProcess, login: string) =>
  fetch(`${origin}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ login, password }),
  })

const halfDone = `
  select username, 'no password' as lacks from accounts where id not in (select account_id from passwords)
  union all select username, 'no consent' from accounts where id not in (select account_id from consents)
  union all select username, 'no session' from accounts where id not in (select account_id from sessions)
  union all select username, 'no event' from accounts where id not in
    (select subject_id from audit_events where action = 'account.created')
  union all select id::text, 'no account' from sessions where account_id not in (select id from accounts)`

test('killed at any point: what was acknowledged is there once, nothing half-done', async () => {
  server = await startServerProcess({ RATE_LIMITS: 'off' })
  const { env, child, finished } = server
  const names = Array.from({ length: 30 }, (_, at) => `storm${at}`)
  const acknowledged: string[] = []
  const storm = names.map(async (name) => {
    const { status } = await registerByApi({ origin: `http://localhost:${env.PORT}` }, name)
    expect(status).toBe(201)
    acknowledged.push(name)
    if (acknowledged.length === 8) child.kill('SIGKILL')
  })
  const ends = await Promise.allSettled(storm)
  await finished
  expect(ends.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
  expect(acknowledged.length).toBeGreaterThanOrEqual(8)

  server = await startServerProcess(env)
  const { owner, leave } = await connectTo(server)
  const there = (await owner.query('select username from accounts')).rows.map(({ username }) => String(username))
  const { rows } = await owner.query(halfDone)
  await leave()
  expect(rows).toEqual([])
  expect(new Set(there).size).toBe(there.length)
  expect(there).toEqual(expect.arrayContaining(acknowledged))
  // What was cut off before its answer is whole or absent: it signs in, or can be sent again.
  for (const name of names) {
    const { status } = await (there.includes(name) ? signIn(server, name) : registerByApi(server, name))
    expect(status, name).toBe(201)
  }
})

test('a PostgreSQL killed under load is noticed and healed, and no later request fails', async () => {
  server = await startServerProcess({ RATE_LIMITS: 'off' })
  const { origin, dataDir } = server
  await registerByApi(server, 'kit')
  const postmaster = () => Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
  const answers: { begun: number; status: number }[] = []
  const ask = async () => {
    const begun = performance.now()
    const status = await fetch(`${origin}/users/kit`).then(
      (reply) => reply.status,
      () => 0,
    )
    answers.push({ begun, status })
  }
  let isOver = false
  const load = Array.from({ length: 6 }, async () => {
    while (!isOver) await ask()
  })
  await until(() => answers.length > 40)
  const before = postmaster()
  process.kill(before, 'SIGKILL')
  const killed = performance.now()
  const later = () => answers.filter(({ begun }) => begun > killed)
  await until(() => later().length > 200)
  isOver = true
  await Promise.all(load)

  expect(postmaster()).not.toBe(before)
  expect(later().filter(({ status }) => status !== 200)).toEqual([])
  expect((await signIn(server, 'kit')).status).toBe(201)
  expect((await registerByApi(server, 'nor')).status).toBe(201)
})

/** Lets others work until the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}
