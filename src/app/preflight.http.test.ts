import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Change, through, webAt } from '../../test/support/changing-proxy.ts'
import { newPerson } from '../../test/support/people.ts'
import { startTestServer, type TestServer } from '../../test/support/server.ts'
import { runCheck, sightOf } from '../../test/support/sight.ts'
import type { Config } from '../config/config.ts'
import type { Web } from '../platform/preflight/web.ts'
import { judgeVersions } from './checks.ts'
import { checks } from './preflight.ts'

const host = 'people.example.com'
let server: TestServer
let web: Web
let port: number
beforeAll(async () => {
  server = await startTestServer({
    env: {
      ENVIRONMENT: 'production',
      PUBLIC_URL: `https://${host}`,
      SECRET_KEY: 'k3J9x-Qm2Lw7Rt5Yz8Bv4Nc6Hd1Fs0Gp',
      RATE_LIMITS: 'on',
      SITE_URL: 'https://www.example.com',
    },
  })
  port = server.config.port
  web = await webAt({ port, host })
})
afterAll(() => server.stop())

const run = (name: string, seen: { config?: Partial<Config>; web?: Web } = {}) =>
  runCheck(
    checks,
    name,
    sightOf({ config: { ...server.config, ...seen.config }, web: seen.web ?? web, database: server.database }),
  )

const without =
  (name: string): Change =>
  ({ headers: { [name]: _, ...headers } }) => ({ headers })
const onPath =
  (path: string, change: ReturnType<Change>): Change =>
  (_, asked) =>
    asked === path ? change : {}
const withoutOperation =
  (path: string): Change =>
  ({ text }, asked) => {
    if (asked !== '/openapi.json') return {}
    const { paths, ...rest } = JSON.parse(text)
    return { text: JSON.stringify({ ...rest, paths: { ...paths, [path]: {} } }) }
  }
const cookieWithout =
  (mark: RegExp): Change =>
  ({ headers }) => ({
    headers: { ...headers, 'set-cookie': (headers['set-cookie'] ?? []).map((cookie) => cookie.replace(mark, '')) },
  })

const seenByRequests: [string, string, Change, string][] = [
  ['cookies-as-sent', '__Host-porchlight-link', cookieWithout(/; Secure/i), 'without Secure'],
  ['cookies-as-sent', 'HttpOnly', cookieWithout(/; HttpOnly/i), 'without HttpOnly'],
  ['cookies-as-sent', 'SameSite=Lax', without('set-cookie'), 'set no cookie'],
  [
    'headers-as-sent',
    'strict-transport-security',
    without('strict-transport-security'),
    'strict-transport-security missing',
  ],
  ['headers-as-sent', 'content-security-policy', without('content-security-policy'), 'content-security-policy missing'],
  ['limits-as-sent', '"sign-in-address";q=5;w=60', without('ratelimit-policy'), 'nothing was counted'],
  [
    'health',
    'GET /health answered 200, up: database up',
    onPath('/health', { status: 503, text: '{"status":"down"}' }),
    '503, down',
  ],
  [
    'probes-answer',
    '/health/ready answered 200',
    onPath('/health/ready', { status: 503 }),
    '/health/ready answered 503',
  ],
  ['api-documented', 'GET /docs answered 200', onPath('/docs', { status: 404 }), 'GET /docs answered 404'],
  ['privacy-shown', '/register (200) links to it', onPath('/privacy', { status: 404 }), 'GET /privacy answered 404'],
  ['terms-shown', '/register (200) links to it', onPath('/register', { text: 'Join' }), 'has no link to it'],
  [
    'sessions-in-hand',
    'GET /api/account/sessions',
    withoutOperation('/api/account/sessions'),
    'the API lacks GET /api/account/sessions',
  ],
  [
    'factors-offered',
    'PUT /api/account/authenticator',
    withoutOperation('/api/account/authenticator'),
    'the API lacks PUT /api/account/authenticator',
  ],
  ['one-registration', 'POST /api/accounts', withoutOperation('/api/accounts'), 'the API has none'],
  [
    'one-deletion',
    'DELETE /api/account;',
    onPath('/account/leave', { status: 200 }),
    'a stranger at /account/leave gets 200',
  ],
]

describe('what a running server is asked for', () => {
  it.each(seenByRequests)('%s passes as the server is: %s', async (name, evidence) => {
    expect(await run(name)).toMatchObject({ state: 'passed', evidence: expect.stringContaining(evidence) })
  })

  it.each(seenByRequests)('%s fails where something is changed on the way (%s)', async (name, _, change, evidence) => {
    const outcome = await through({ port, host, change: change }, (changed) => run(name, { web: changed }))
    expect(outcome).toMatchObject({
      state: 'failed',
      evidence: expect.stringContaining(evidence),
      mend: expect.stringMatching(/./),
    })
  })

  it('a server that runs with other limits than the settings fails', async () => {
    const limits = { ...server.config.limits, 'sign-in-address': { count: 4, seconds: 60 } }
    expect(await run('limits-as-sent', { config: { limits } })).toMatchObject({ state: 'failed' })
  })

  it('jobs that stand still are a warning, and so is a page of the API that is off', async () => {
    const degraded = onPath('/health', { text: '{"status":"degraded","checks":{"jobs":{"state":"down","ms":3}}}' })
    expect(await through({ port, host, change: degraded }, (changed) => run('health', { web: changed }))).toMatchObject(
      {
        state: 'warned',
        evidence: 'GET /health answered 200, degraded: jobs down (3 ms)',
      },
    )
    const off = onPath('/docs', { status: 404 })
    const outcome = await through({ port, host, change: off }, (changed) =>
      run('api-documented', { web: changed, config: { apiDocs: false } }),
    )
    expect(outcome.state).toBe('warned')
  })

  it('PUBLIC_URL is told apart from the server behind it', async () => {
    expect(await run('address-answers')).toMatchObject({ state: 'unknown', mend: expect.stringContaining('--url') })
    const there = { ...web, where: `https://${host}` }
    expect(await run('address-answers', { web: there })).toMatchObject({ state: 'passed' })
  })
})

describe('what the settings and the database tell', () => {
  it('limits: on with the figures wanted, looser, off', async () => {
    expect(await run('limits-on')).toMatchObject({ state: 'passed', evidence: expect.stringContaining('5/minute') })
    const limits = { ...server.config.limits, registration: { count: 30, seconds: 3600 } }
    expect(await run('limits-on', { config: { limits } })).toMatchObject({
      state: 'warned',
      mend: expect.stringContaining('LIMIT_REGISTRATION=3/hour'),
    })
    expect(await run('limits-on', { config: { rateLimits: false } })).toMatchObject({ state: 'failed' })
  })

  it('the policy of passwords: as wanted, or the other one', async () => {
    expect(await run('password-policy')).toMatchObject({ state: 'passed' })
    expect(await run('password-policy', { config: { passwordPolicy: 'nist' } })).toMatchObject({ state: 'warned' })
  })

  it('admins are counted, and none is a failure', async () => {
    expect(await run('admins-exist')).toMatchObject({ state: 'failed', mend: 'Run: porchlight create-admin' })
    await newPerson(server, { role: 'admin' })
    expect((await run('admins-exist')).evidence).toBe('1 active account has the role admin')
    await newPerson(server, { role: 'admin' })
    expect((await run('admins-exist')).evidence).toBe('2 active accounts have the role admin')
  })

  it('the log: enough, for eyes alone, too little', async () => {
    expect(await run('log-says-enough')).toMatchObject({ state: 'passed' })
    expect(await run('log-says-enough', { config: { logFormat: 'pretty' } })).toMatchObject({ state: 'warned' })
    expect(await run('log-says-enough', { config: { logLevel: 'error' } })).toMatchObject({ state: 'failed' })
  })

  it('versions: as they are, an older release that still runs, too old ones', async () => {
    expect(await run('versions-fit')).toMatchObject({
      state: 'passed',
      evidence: expect.stringContaining('running 0.'),
    })
    const fit = { node: '26.10.0', postgres: '18.4', here: '1.2.0', running: null }
    expect(judgeVersions(fit).state).toBe('passed')
    expect(judgeVersions({ ...fit, running: '1.1.0' }).state).toBe('warned')
    expect(judgeVersions({ ...fit, postgres: '14.9' }).state).toBe('failed')
    expect(judgeVersions({ ...fit, node: '22.1.0' }).state).toBe('failed')
  })
})

it('no evidence is a mere word of approval, and none is empty', async () => {
  for (const { name } of checks) {
    const { evidence, state, mend } = await run(name).catch((error: Error) => ({
      evidence: error.message,
      state: 'unknown',
      mend: '',
    }))
    expect(evidence, name).toMatch(/\S+ \S+/)
    expect(evidence, name).not.toMatch(/\b(ok|fine)\b/i)
    if (state === 'failed' || state === 'warned') expect(mend, name).toMatch(/\S+ \S+/)
  }
})
