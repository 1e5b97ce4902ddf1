import { writeRequest } from '../bytes.ts'
import { onStage, warm } from '../contestants.ts'
import { alternate, finding, ratios } from '../finding.ts'
import { generate, rateOf } from '../generate.ts'
import { cpuSecondsOf, treeOf } from '../processes.ts'
import { cookieOf, registerPeople, type Subject, startSubject } from '../subject.ts'
import type { Plan, Scenario } from './scenario.ts'

const path = '/api/account'

/** Milliseconds of processor for each 1,000 requests, of all processes of a server. */
async function costOf({ port, child }: Subject, plan: Plan, cookie: string) {
  const pids = treeOf([child.pid ?? 0])
  const before = cpuSecondsOf(pids)
  const requests = [writeRequest({ path, headers: { cookie } })]
  const loaded = await generate({ port, requests, status: 200, seconds: plan.seconds })
  return { cost: ((cpuSecondsOf(pids) - before) * 1e6) / loaded.sent, rate: rateOf(loaded) }
}

const measure = (plan: Plan) =>
  onStage({}, async ({ house, subject, defer }) => {
    const double = await startSubject(house, { options: ['--workers', '2'] })
    defer(double.stop)
    const [login = ''] = await registerPeople(subject, 1)
    const cookie = await cookieOf(subject, login)
    for (const { port } of [subject, double]) await warm(port, path, cookie)
    const { one, two } = await alternate(plan.rounds, {
      one: () => costOf(subject, plan, cookie),
      two: () => costOf(double, plan, cookie),
    })
    const costs = (measured: readonly { cost: number }[]) => measured.map(({ cost }) => cost)
    return [
      finding('one process', 'ms of CPU per 1,000', costs(one)),
      finding('two workers', 'ms of CPU per 1,000', costs(two)),
      finding(
        'one process',
        'requests/s',
        one.map(({ rate }) => rate),
      ),
      finding(
        'two workers',
        'requests/s',
        two.map(({ rate }) => rate),
      ),
      finding('ratio of CPU', '', ratios(costs(two), costs(one)), { atMost: 1.1 }),
    ]
  })

/** What a second process costs beside what it brings. */
export const workers: Scenario = { title: 'GET /api/account, CPU of two workers against one process', measure }
