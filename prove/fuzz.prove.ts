// Requests that nobody expects to a server as people run it: half to the API, drawn from its own document, half to its
// pages, drawn from the forms that they show. The check sends 2,000. FUZZ_SEED=… draws those of an earlier run again.
import { joinEmbedded } from '../src/platform/db/embedded/index.ts'
import { connect } from '../src/platform/db/pool.ts'
import { courseOf, createFuzzer, type FuzzReport } from '../test/fuzz/fuzz.ts'
import { porchlight, startServerProcess } from '../test/support/process.ts'
import { prove } from './support/proof.ts'

const requests = 50_000

await prove(import.meta.filename, async ({ claim, say }) => {
  const course = courseOf({ seed: Math.floor(Math.random() * 2 ** 31), requests })
  say(`seed ${course.seed}`)
  // Without jobs: what grows old on the way is deleted behind the requests, and would count as changed by one.
  const server = await startServerProcess({ ENVIRONMENT: 'test', RATE_LIMITS: 'off', LOG_LEVEL: 'error' }, [
    '--no-jobs',
  ])
  const database = await joinEmbedded({ dataDir: server.dataDir })
  const owner = await connect(database.connection('owner'))
  const offerLink = async (username: string) => {
    const { out } = await porchlight(['recovery-link', username], { env: server.env }).finished
    const { pathname, search } = new URL(out.trim())
    return pathname + search
  }
  const report = (name: string, { answers, sent, slowest, fault }: FuzzReport) => {
    for (const [answer, times] of [...answers].sort()) say(`${answer}: ${times}`)
    if (fault) say(fault)
    claim(`requests sent to ${name}`, sent, { atLeast: requests })
    claim(`${name}: failures, hangs, rows changed by refusals, replies unlike what they must be`, fault ? 1 : 0, {
      exactly: 0,
    })
    claim(`${name}: slowest answer, in milliseconds`, slowest, { atMost: 5_000 })
  }
  try {
    const fuzzer = await createFuzzer({ origin: server.origin, owner, offerLink })
    claim('seed that draws these requests again', course.seed, { atLeast: 0 })
    report('pages', await fuzzer.browse(course))
    report('the API', await fuzzer.api(course))
  } finally {
    await owner.end()
    await database.leave()
    await server.stop()
  }
})
