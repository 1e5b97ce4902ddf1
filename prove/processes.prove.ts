// Several processes at full time: how fast a revocation arrives, how long a stop takes, when a killed worker's job runs again.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { joinEmbedded } from '../src/platform/db/embedded/index.ts'
import { connect } from '../src/platform/db/pool.ts'
import { packageRoot } from '../src/platform/package-root.ts'
import { Browser } from '../test/support/browser.ts'
import { freePort } from '../test/support/free-port.ts'
import { porchlight, type ServerProcess, startServerProcess } from '../test/support/process.ts'
import { beginSlowRequest } from '../test/support/slow-request.ts'
import { type Proof, prove } from './support/proof.ts'

const rounds = 200
const password = 'Lantern-over-7-steps'
const kit = {
  firstName: 'Kit',
  lastName: 'Lee',
  username: 'kit',
  email: 'kit@example.org',
  password,
  acceptTerms: true,
}

/** How long a session that ended at one server still opens something at the other, in milliseconds. */
async function measureOne(one: ServerProcess, other: ServerProcess): Promise<number> {
  const browser = new Browser(one.origin)
  await browser.api('POST', '/api/sessions', { login: kit.username, password })
  const copy = new Browser(other.origin)
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  const { status } = await copy.get('/api/account')
  if (status !== 200) throw new Error(`the session did not open the other server: ${status}`)
  await browser.api('DELETE', '/api/session')
  const ended = performance.now()
  while ((await copy.get('/api/account')).status !== 401);
  return performance.now() - ended
}

async function proveRevocation({ claim }: Proof): Promise<void> {
  const one = await startServerProcess({ RATE_LIMITS: 'off', LOG_LEVEL: 'warn' })
  const other = await startServerProcess({ ...one.env, PORT: String(await freePort()) })
  try {
    await new Browser(one.origin).api('POST', '/api/accounts', kit)
    await pause(1_000)
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) times.push(await measureOne(one, other))
    times.sort((a, b) => a - b)
    claim('revocations measured, from the reply of one server to the refusal of the other', times.length, {
      exactly: rounds,
    })
    claim('median, in milliseconds', times[rounds / 2] as number, { atMost: 100 })
    claim('p99, in milliseconds', times[Math.ceil(rounds * 0.99) - 1] as number, { atMost: 100 })
  } finally {
    other.child.kill('SIGTERM')
    await other.finished
    await one.stop()
  }
}

const options = [[], ['--workers', '2']]

/** A request that takes 15 s is answered, and one that never ends is cut off, by one process and by several. */
async function proveStops({ claim }: Proof): Promise<void> {
  for (const option of options) {
    const name = ['serve', ...option].join(' ')
    const patient = await startServerProcess({}, option)
    const slow = await beginSlowRequest(patient.origin)
    await pause(500)
    patient.child.kill('SIGTERM')
    await pause(15_000)
    const status = Number((await slow.finish()).split(' ')[1])
    claim(`${name}: status of a request that took 15 s more after SIGTERM`, status, { exactly: 401 })
    claim(`${name}: exit code`, (await patient.finished).code ?? -1, { exactly: 0 })
    await patient.stop()

    const hanging = await startServerProcess({}, option)
    await beginSlowRequest(hanging.origin)
    await pause(500)
    const begun = performance.now()
    hanging.child.kill('SIGTERM')
    claim(`${name}: exit code with a request that never ends`, (await hanging.finished).code ?? -1, { exactly: 1 })
    claim(`${name}: seconds from SIGTERM to the end of it`, (performance.now() - begun) / 1_000, { atMost: 23 })
    await hanging.stop()
  }
}

const stuckWorker = join(packageRoot, 'src/platform/jobs/fixtures/stuck-worker.ts')

/** A worker is killed with a job in its hands, and another has done it within 30 s. */
async function proveRelease({ claim }: Proof): Promise<void> {
  const server = await startServerProcess({}, ['--no-jobs'])
  const database = await joinEmbedded({ dataDir: server.dataDir })
  const owner = await connect(database.connection('owner'))
  try {
    const connection = JSON.stringify(database.connection('app'))
    const stuck = spawn(process.execPath, [stuckWorker, connection, 'retention'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await owner.query(`select porchlight_jobs.add_job('retention')`)
    await once(stuck.stdout, 'data')
    const work = porchlight(['work'], { env: server.env })
    await work.shows(/works on jobs/)
    await pause(6_000)
    stuck.kill('SIGKILL')
    const killed = performance.now()
    while ((await owner.query('select from porchlight_jobs.jobs')).rows.length > 0) await pause(100)
    claim('seconds until the job of a killed worker was done by another', (performance.now() - killed) / 1_000, {
      atMost: 30,
    })
    work.child.kill('SIGTERM')
    await work.finished
  } finally {
    await owner.end()
    await database.leave()
    await server.stop()
  }
}

await prove(import.meta.filename, async (proof) => {
  await proveRevocation(proof)
  await proveRelease(proof)
  await proveStops(proof)
})
