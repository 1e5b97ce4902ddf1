import { join } from 'node:path'
import { writeRequest } from '../bytes.ts'
import { onStage, profiling } from '../contestants.ts'
import { alternate, finding, ratios } from '../finding.ts'
import { generate, rateOf } from '../generate.ts'
import { ask, runJson } from '../run.ts'
import { registerPeople, registration, type Subject, signIn } from '../subject.ts'
import type { Plan, Scenario } from './scenario.ts'

const servers = join(import.meta.dirname, '../servers')
const people = 32

const rawRate =
  ({ seconds }: Plan) =>
  async () =>
    (await runJson<{ perSecond: number }>([], join(servers, 'raw-argon2.ts'), String(seconds))).perSecond

const post = async (port: number, seconds: number, requests: readonly string[]) =>
  generate({ port, requests, status: 201, seconds })

async function signInsOf(subject: Subject): Promise<string[]> {
  return (await registerPeople(subject, people)).map((login) => writeRequest(signIn(login)))
}

const measureRate = (plan: Plan) =>
  onStage({ nodeOptions: profiling(plan) }, async ({ subject: { port }, subject }) => {
    const signIns = await signInsOf(subject)
    const latencies: number[] = []
    const { raw, signedIn, registered } = await alternate(plan.rounds, {
      raw: rawRate(plan),
      signedIn: async () => {
        const loaded = await post(port, plan.seconds, signIns)
        latencies.push(loaded.p99)
        return rateOf(loaded)
      },
      registered: async () => rateOf(await post(port, plan.seconds, [writeRequest(registration)])),
    })
    return [
      finding('argon2id alone, on all cores', 'hashes/s', raw),
      finding('sign-ins', 'requests/s', signedIn),
      finding('sign-ins, p99', 'ms', latencies),
      finding('ratio of sign-ins', '', ratios(signedIn, raw), { atLeast: 0.85 }),
      finding('registrations', 'requests/s', registered),
      finding('ratio of registrations', '', ratios(registered, raw), { atLeast: 0.8 }),
    ]
  })

/** Sign-ins with the right password, each of which costs a hash, against hashes alone. */
export const signInRate: Scenario = {
  title: 'POST /api/sessions and /api/accounts, against argon2id alone',
  measure: measureRate,
}

type Delay = { readonly p99: number; readonly longest: number }

const measureDelay = (plan: Plan) =>
  onStage({ nodeOptions: ['--import', join(servers, 'loop-delay.ts')] }, async ({ subject }) => {
    const signIns = await signInsOf(subject)
    const delays: Delay[] = []
    for (let round = 0; round < plan.rounds; round += 1) {
      await ask(subject.child, 'reset')
      await post(subject.port, plan.seconds, signIns)
      delays.push(await ask<Delay>(subject.child, 'read'))
    }
    return [
      finding(
        'event loop, p99',
        'ms late',
        delays.map(({ p99 }) => p99),
        { atMost: 20 },
      ),
      finding(
        'event loop, longest',
        'ms late',
        delays.map(({ longest }) => longest),
      ),
    ]
  })

/** How late the event loop is while passwords are verified on all cores. */
export const loopDelay: Scenario = { title: 'event loop while sign-ins run at full load', measure: measureDelay }
