import { setTimeout as pause } from 'node:timers/promises'
import { writeRequest } from '../bytes.ts'
import { onStage, warm } from '../contestants.ts'
import { finding } from '../finding.ts'
import { generate } from '../generate.ts'
import { databaseOf, memoryOf, treeOf } from '../processes.ts'
import { cookieOf, registerPeople, signIn } from '../subject.ts'
import type { Plan, Scenario } from './scenario.ts'

// Long enough for what starting left behind to be gone.
const idle = 10_000

const measure = (plan: Plan) =>
  onStage({}, async ({ house, subject }) => {
    await pause(idle)
    const server = treeOf([subject.child.pid ?? 0])
    const whole = [...new Set([...server, ...databaseOf(house.dataDir)])]
    const atRest = { whole: memoryOf(whole), server: memoryOf(server) }
    const logins = await registerPeople(subject, 8)
    const cookie = await cookieOf(subject, logins[0] ?? '')
    const { port } = subject
    const long = { port, seconds: plan.seconds * plan.rounds }
    await warm(port, '/api/account', cookie)
    await generate({ ...long, requests: [writeRequest({ path: '/api/account', headers: { cookie } })], status: 200 })
    await generate({ ...long, requests: [writeRequest({ path: '/login' })], status: 200 })
    await generate({ ...long, requests: logins.map((login) => writeRequest(signIn(login))), status: 201 })
    return [
      finding('server, supervisor and PostgreSQL, idle', 'MiB PSS', [atRest.whole.pss], { atMost: 350 }),
      finding('the same, each page counted each time', 'MiB RSS', [atRest.whole.rss]),
      finding('the server alone, idle', 'MiB RSS', [atRest.server.rss]),
      finding('the server alone, after the load of b, e and d', 'MiB RSS', [memoryOf(server).rss], { atMost: 180 }),
    ]
  })

/** What an installation takes. */
export const memory: Scenario = { title: 'memory', measure }
