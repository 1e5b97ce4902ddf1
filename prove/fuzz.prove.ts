// Requests that nobody expects, drawn from the API's own document, to a server as people run it: the check sends 2,000.
import { joinEmbedded } from '../src/platform/db/embedded/index.ts'
import { connect } from '../src/platform/db/pool.ts'
import { fuzz } from '../test/fuzz/fuzz.ts'
import { startServerProcess } from '../test/support/process.ts'
import { prove } from './support/proof.ts'

const requests = 100_000

await prove(import.meta.filename, async ({ claim, say }) => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  say(`seed ${seed}`)
  const server = await startServerProcess({ ENVIRONMENT: 'test', RATE_LIMITS: 'off', LOG_LEVEL: 'error' })
  const database = await joinEmbedded({ dataDir: server.dataDir })
  const owner = await connect(database.connection('owner'))
  try {
    const { sent, slowest, answers, fault } = await fuzz({ origin: server.origin, owner }, { seed, requests })
    for (const [answer, times] of [...answers].sort()) say(`${answer}: ${times}`)
    if (fault) say(fault)
    claim('seed that draws these requests again', seed, { atLeast: 0 })
    claim('requests sent, as a stranger, a member and an admin', sent, { atLeast: requests })
    claim('failures, hangs, rows changed by refusals, replies unlike the document', fault ? 1 : 0, { exactly: 0 })
    claim('slowest answer, in milliseconds', slowest, { atMost: 5_000 })
  } finally {
    await owner.end()
    await database.leave()
    await server.stop()
  }
})
