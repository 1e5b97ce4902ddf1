import { createHash } from 'node:crypto'
import { findByToken } from '../../src/features/sessions/queries.ts'
import { expectReply, writeRequest } from '../bytes.ts'
import { onStage, profiling, startRival, warm } from '../contestants.ts'
import { alternate, finding, ratios } from '../finding.ts'
import { generate, rateOf } from '../generate.ts'
import { onFirstCore } from '../run.ts'
import { cookieOf, registerPeople } from '../subject.ts'
import type { Plan, Scenario } from './scenario.ts'

const path = '/api/account'

async function onAccount<T>(
  plan: Plan,
  env: Readonly<Record<string, string>>,
  work: (place: Parameters<Parameters<typeof onStage<T>>[1]>[0] & { cookie: string }) => Promise<T>,
): Promise<T> {
  return onStage({ env, prefix: onFirstCore, nodeOptions: profiling(plan) }, async (stage) => {
    const [login = ''] = await registerPeople(stage.subject, 1)
    const cookie = await cookieOf(stage.subject, login)
    await warm(stage.subject.port, path, cookie)
    return work({ ...stage, cookie })
  })
}

const loadOf = (plan: Plan, port: number, cookie: string) => () =>
  generate({ port, requests: [writeRequest({ path, headers: { cookie } })], status: 200, seconds: plan.seconds })

const measureCached = (plan: Plan) =>
  onAccount(plan, {}, async ({ subject, cookie, defer }) => {
    const reply = await expectReply(200, { port: subject.port, path, headers: { cookie } })
    const bare = await startRival('bare', reply)
    defer(bare.stop)
    const { a, b } = await alternate(plan.rounds, {
      a: loadOf(plan, bare.port, cookie),
      b: loadOf(plan, subject.port, cookie),
    })
    return [
      finding('node:http with the same bytes', 'requests/s', a.map(rateOf)),
      finding(
        'the generator meanwhile',
        'of a core',
        a.map(({ busy }) => busy),
      ),
      finding('Porchlight', 'requests/s', b.map(rateOf)),
      finding(
        'Porchlight, p50',
        'ms',
        b.map(({ p50 }) => p50),
      ),
      finding(
        'Porchlight, p99',
        'ms',
        b.map(({ p99 }) => p99),
      ),
      finding('ratio', '', ratios(b.map(rateOf), a.map(rateOf)), { atLeast: 0.45 }),
    ]
  })

/** The account of whoever is signed in, out of the memory of the process, against a server that does nothing. */
export const cachedAccount: Scenario = { title: 'GET /api/account, warm, against node:http', measure: measureCached }

const measureUncached = (plan: Plan) =>
  onAccount(plan, { SESSION_CACHE_SECONDS: '0' }, async ({ house, subject, cookie, defer }) => {
    const { headers } = await expectReply(200, { port: subject.port, path, headers: { cookie } })
    const token = /porchlight=([\w-]{43})/.exec(cookie)?.[1] ?? ''
    const rival = await startRival('one-statement', {
      connection: house.connection(),
      statement: findByToken,
      tokenHash: createHash('sha256').update(token).digest('hex'),
      headers,
    })
    defer(rival.stop)
    const { one, c } = await alternate(plan.rounds, {
      one: loadOf(plan, rival.port, cookie),
      c: loadOf(plan, subject.port, cookie),
    })
    return [
      finding('node:http and one prepared statement', 'requests/s', one.map(rateOf)),
      finding(
        'its p99',
        'ms',
        one.map(({ p99 }) => p99),
      ),
      finding('Porchlight', 'requests/s', c.map(rateOf)),
      finding(
        'Porchlight, p50',
        'ms',
        c.map(({ p50 }) => p50),
      ),
      finding(
        'Porchlight, p99',
        'ms',
        c.map(({ p99 }) => p99),
        { atMost: 10 },
      ),
      finding('ratio', '', ratios(c.map(rateOf), one.map(rateOf)), { atLeast: 0.6 }),
    ]
  })

/** The same, read from the database each time, against a server that reads it and does nothing else. */
export const uncachedAccount: Scenario = {
  title: 'GET /api/account, no cache, against one prepared statement',
  measure: measureUncached,
}
