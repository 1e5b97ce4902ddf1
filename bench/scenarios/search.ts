import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/platform/package-root.ts'
import { expectReply, publicHost } from '../bytes.ts'
import { type Finding, finding } from '../finding.ts'
import { type House, openHouse, secretOf } from '../house.ts'
import { outputOf, startNode } from '../run.ts'
import { startSubject } from '../subject.ts'
import type { Plan, Scenario } from './scenario.ts'
import { searchesOn } from './searches.ts'

const people = 1_000_000
const cookieName = '__Host-porchlight'

/** Makes the people where they are not yet; takes minutes. */
async function seed(dataDir: string): Promise<void> {
  if (existsSync(join(dataDir, 'pg'))) return
  console.log(
    `  making ${people.toLocaleString('en')} accounts in ${dataDir}, which takes minutes and stays for the next time`,
  )
  const env = {
    DATA_DIR: dataDir,
    SECRET_KEY: secretOf(dataDir),
    PUBLIC_URL: `http://${publicHost}`,
    ENVIRONMENT: 'development',
  }
  const main = join(packageRoot, 'dist/main.js')
  await outputOf(startNode([main, 'migrate'], { env }))
  await outputOf(startNode([main, 'seed', '--accounts', String(people)], { env }))
}

// Of the few: one account in a hundred is closed in one of the ways, one in ten thousand may do more than others.
const few = [
  `update accounts set status = 'suspended', suspension_reason = 'The same advertisement everywhere',
     suspended_until = case when id % 2 = 0 then now() + (id % 400 - 200) * interval '1 day' end where id % 194 = 5`,
  `update accounts set status = (array['restricted', 'quarantined', 'leaving'])[1 + id % 3] where id % 194 = 102`,
  `update accounts set role = 'moderator' where id % 9973 = 0`,
  `update accounts set role = 'admin' where id % 99991 = 0`,
  'vacuum analyze accounts',
]

/** Signs an admin in; where nobody is one, there are none of the few yet. */
async function adminCookie(house: House): Promise<string> {
  const find = () =>
    house.rows<{ id: string }>(`select id from accounts where role = 'admin' and status = 'active' limit 1`)
  if ((await find()).length === 0) for (const statement of few) await house.rows(statement)
  const [admin] = await find()
  return `${cookieName}=${await house.openSession(admin?.id ?? '', 'admin')}`
}

/** How long each search takes, in milliseconds, once both sides are warm. */
async function timeSearch(port: number, path: string, cookie: string, times: number): Promise<number[]> {
  const measured: number[] = []
  for (let time = 0; time < times + 3; time += 1) {
    const begun = performance.now()
    await expectReply(200, { port, path, headers: { cookie } })
    if (time >= 3) measured.push(performance.now() - begun)
  }
  return measured
}

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

async function measure({ rounds, million }: Plan) {
  await seed(million)
  const house = await openHouse(million)
  const subject = await startSubject(house)
  try {
    const cookie = await adminCookie(house)
    const searches = await searchesOn({ house, port: subject.port, cookie })
    const all: number[] = []
    const kinds: Finding[] = []
    for (const [kind, paths] of Object.entries(searches)) {
      const times: number[] = []
      for (const path of paths) times.push(...(await timeSearch(subject.port, path, cookie, rounds * 8)))
      all.push(...times)
      const name = `${kind}, p99 (p50 ${percentile(times, 0.5).toPrecision(2)} ms)`
      kinds.push(finding(name, 'ms', [percentile(times, 0.99)], { atMost: 50 }))
    }
    return [
      finding(`all ${all.length}, p50`, 'ms', [percentile(all, 0.5)]),
      finding(`all ${all.length}, p99`, 'ms', [percentile(all, 0.99)], { atMost: 50 }),
      ...kinds,
    ]
  } finally {
    await subject.stop()
    await house.leave()
  }
}

/** The list of accounts at a million of them, as admins search it. */
export const search: Scenario = { title: 'GET /api/admin/accounts at 1,000,000, warm', measure }
