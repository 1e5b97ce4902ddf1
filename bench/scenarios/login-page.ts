import { expectReply, writeRequest } from '../bytes.ts'
import { onStage, profiling, startRival } from '../contestants.ts'
import { alternate, finding, ratios } from '../finding.ts'
import { generate, rateOf } from '../generate.ts'
import { onFirstCore } from '../run.ts'
import type { Plan, Scenario } from './scenario.ts'

const path = '/login'

const measure = (plan: Plan) =>
  onStage({ prefix: onFirstCore, nodeOptions: profiling(plan) }, async ({ subject, defer }) => {
    const bare = await startRival('bare', await expectReply(200, { port: subject.port, path }))
    defer(bare.stop)
    const load = (port: number) => () =>
      generate({ port, requests: [writeRequest({ path })], status: 200, seconds: plan.seconds })
    const { bytes, page } = await alternate(plan.rounds, { bytes: load(bare.port), page: load(subject.port) })
    return [
      finding('node:http with the same bytes', 'requests/s', bytes.map(rateOf)),
      finding('Porchlight', 'requests/s', page.map(rateOf)),
      finding(
        'Porchlight, p99',
        'ms',
        page.map(({ p99 }) => p99),
      ),
      finding('ratio', '', ratios(page.map(rateOf), bytes.map(rateOf))),
    ]
  })

/** A page, rendered for each who asks. */
export const loginPage: Scenario = { title: 'GET /login, against node:http', measure }
