import { afterEach, expect, test, vi } from 'vitest'
import { tamper } from '../../src/features/audit/seals/fixtures/sealed-log.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../support/process.ts'
import { registerByApi } from './person.ts'
import { connectTo, type Site, startSite } from './site.ts'

const first = 'the-first-secret-of-this-porch-4f8d2a'
const second = 'another-secret-of-this-porch-91c7be'

const run = ({ env }: Pick<ServerProcess, 'env'>, args: string[], extra: Record<string, string> = {}) =>
  porchlight(args, { env: { ...env, ...extra } }).finished

let site: Site | undefined
let server: ServerProcess | undefined
afterEach(async () => {
  await site?.stop()
  await server?.stop()
  site = server = undefined
})

const sealedAll = (owner: Site['owner']) =>
  vi.waitUntil(async () => {
    const { rows } = await owner.query(`select count(*) = (select sum(event_count) from audit_seals) as sealed
      from audit_events`)
    return rows[0].sealed
  }, 20_000)

test('a removed event is found beside a running server, and by the log of the server when everything was rewritten', async () => {
  site = await startSite({ LOG_FORMAT: 'json' })
  expect((await registerByApi(site, 'kit')).status).toBe(201)
  await sealedAll(site.owner)
  const [, seal = ''] = await site.shows(/"seal":"(\d+:[0-9a-f]{64})"/)
  const whole = await run(site, ['audit', 'verify', '--seal', seal])
  expect([whole.code, whole.out]).toEqual([
    0,
    expect.stringMatching(/^The audit log is whole: \d+ events, \d+ seals\./),
  ])

  await tamper(
    site,
    'delete from audit_identities where event_id = (select max(id) from audit_events)',
    'delete from audit_events where id = (select max(id) from audit_events)',
  )
  const found = await run(site, ['audit', 'verify'])
  expect([found.code, found.out]).toEqual([
    1,
    expect.stringMatching(/: event \d+ removed \(sealed \d+, found \d+\)\.\nThe audit log is NOT/),
  ])

  await tamper(site, 'delete from audit_seals')
  await sealedAll(site.owner)
  expect((await run(site, ['audit', 'verify'])).code).toBe(0)
  const rewritten = await run(site, ['audit', 'verify', '--seal', seal])
  expect([rewritten.code, rewritten.out]).toEqual([1, expect.stringContaining(`Seal ${seal} is not there`)])
})

test('the secret can be rotated without losing a session or a seal, while the server runs', async () => {
  server = await startServerProcess({ RATE_LIMITS: 'off', SECRET_KEY: first })
  const { env } = server
  const { owner, leave } = await connectTo(server)
  const registered = await registerByApi(server, 'kit')
  const [cookie = ''] = (registered.headers.get('set-cookie') ?? '').split(';')
  await sealedAll(owner)
  const rotate = (extra: Record<string, string>) => run({ env }, ['rotate-keys'], extra)

  expect(await rotate({ SECRET_KEY: second })).toMatchObject({
    code: 78,
    err: expect.stringMatching(/^Neither SECRET_KEY/),
  })
  const done = await rotate({ SECRET_KEY: second, SECRET_KEY_PREVIOUS: first })
  expect([done.code, done.out]).toEqual([0, expect.stringMatching(/^Sealed by the new SECRET_KEY: audit-seal, /)])
  expect((await rotate({ SECRET_KEY: second })).out).toMatch(/^Nothing to do/)
  expect((await registerByApi(server, 'nor')).status).toBe(201)
  await sealedAll(owner)
  await leave()

  server.child.kill('SIGTERM')
  await server.finished
  server = await startServerProcess({ ...env, SECRET_KEY: second })
  const verified = await run({ env }, ['audit', 'verify'], { SECRET_KEY: second })
  expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/^The audit log is whole/)])
  const former = await run({ env }, ['audit', 'verify'])
  expect([former.code, former.err]).toEqual([78, expect.stringContaining('SECRET_KEY does not open the keys')])
  const session = await fetch(`${server.origin}/api/session`, { headers: { cookie } })
  expect([session.status, await session.json()]).toEqual([
    200,
    expect.objectContaining({ account: expect.objectContaining({ username: 'kit' }) }),
  ])
})
