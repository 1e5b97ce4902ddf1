// What `npm run check` tries once on the embedded PostgreSQL, tried many times: kills at random moments, crowds, full disks.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { cleanUp, freshFolder } from '../src/platform/db/embedded/fixtures/processes.ts'
import { join as joinClient } from '../src/platform/db/embedded/fixtures/test-client.ts'
import * as cases from './support/cases.ts'
import { fullAtFirstStart, fullWhileWorking } from './support/full-disk.ts'
import { prove } from './support/proof.ts'

/** In a folder with a path of so many bytes. */
const deepPath = (length: number) => async () => {
  const folder = join(freshFolder(), 'd'.repeat(100))
  const rest = length - folder.length - 1
  const names = rest > 250 ? ['e'.repeat(200), 'f'.repeat(rest - 201)] : ['e'.repeat(rest)]
  const client = await joinClient(join(folder, ...names))
  await cases.mustAnswer(client)
  await client.leave()
}

const twoStreams = async () => {
  const dataDir = freshFolder()
  await Promise.all([cases.stream(dataDir), cases.stream(dataDir)])
}

const many: readonly (readonly [claim: string, times: number, run: cases.Case])[] = [
  ['first starts, killed at random moments, that do not start again', 20, cases.killedFirstStart],
  ['first starts whose supervisor alone is killed that do not get through', 20, cases.killedSupervisorOfFirstStart],
  ['later starts, killed at random moments, that do not start again', 20, cases.killedLaterStart],
  ['times that eight first starts at once do not make one database', 20, cases.eightAtOnce],
  ['rounds of forty commands in two streams with an error', 3, twoStreams],
  ['paths of 200 bytes that do not work', 3, deepPath(200)],
  ['paths of 499 bytes, the longest that is taken, that do not work', 3, deepPath(499)],
]

const asRoot: typeof many = [
  ['containers that are stopped and do not end PostgreSQL in order', 10, cases.containerStops],
  ['containers that are killed and do not start again', 10, cases.containerKilled],
  ['first starts on a full disk without a sentence, or without a start once there is room', 3, fullAtFirstStart],
  ['disks that fill while the database works and lose what was acknowledged', 5, fullWhileWorking],
]

await prove(import.meta.filename, async ({ claim, say }) => {
  const isRoot = spawnSync('unshare', ['--pid', '--mount', '--fork', 'true']).status === 0
  if (!isRoot) throw new Error('This needs root with namespaces, for containers and small disks.')
  for (const [text, times, run] of [...many, ...asRoot]) {
    const failures = await cases.countFailures(times, run, say)
    claim(`${text}, of ${times}`, failures, { exactly: 0 })
  }
  const seconds: number[] = []
  const dataDir = freshFolder()
  try {
    for (let round = 0; round < 20; round++) seconds.push(await cases.allKilledAtOnce(dataDir, round))
  } finally {
    await cleanUp()
  }
  claim('times that all was killed at once and it started at once with every row', seconds.length, { exactly: 20 })
  claim('longest of those starts, in seconds', Math.max(...seconds), { atMost: 10 })
})
