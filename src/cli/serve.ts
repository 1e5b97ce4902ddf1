import { startServer } from '../app/start-server.ts'
import { warnOfCrowding } from '../app/warn-of-crowding.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { beWorker, isWorker } from '../platform/processes/be-worker.ts'
import { joinGathering } from '../platform/processes/gather.ts'
import type { Command, CommandInput } from './command.ts'
import { readConfigQuietly, readConfigWithSecret } from './configuration.ts'
import { greet } from './greet.ts'
import { openLog } from './open-log.ts'
import { showProgress } from './progress.ts'
import { serveWorkers } from './serve-workers.ts'
import { stopInTime, untilStopped } from './until-stopped.ts'

const most = 64

function countOf({ workers }: CommandInput['flags']): number | null {
  if (workers === undefined) return null
  const count = /^\d{1,2}$/.test(String(workers)) ? Number(workers) : 0
  if (count < 1 || count > most)
    throw new OperatorError(`--workers takes a number from 1 to ${most}, such as the number of processor cores.`, {
      exitCode: 64,
    })
  return count
}

/** One of several: the supervisor has said all there is to say on the terminal, and has migrated. */
const serveAsWorker = (runsJobs: boolean): Promise<number> =>
  beWorker(async ({ place, stopped, ready }) => {
    const config = await readConfigQuietly()
    const log = await openLog(config, `worker-${place}`)
    const server = await startServer({ config, log, runsJobs, joinGathering })
    ready()
    await stopped
    return stopInTime(log, () => server.stop())
  })

async function serveAlone(runsJobs: boolean): Promise<number> {
  const config = await readConfigWithSecret()
  const log = await openLog(config)
  const stopped = untilStopped()
  const progress = showProgress('Migrating')
  const server = await startServer({ config, log, runsJobs, onMigrating: progress.step })
  progress.end()
  for (const warning of server.access.warnings) log.warn(warning)
  await warnOfCrowding({ access: server.access, config, log, processes: 1 })
  await greet(config, server)
  await stopped
  return stopInTime(log, () => server.stop())
}

/** `porchlight serve`: runs the server until it is told to stop. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'Run the server.',
  options: {
    workers: { help: 'Run so many processes on one port, and replace those that end.', value: 'N' },
    'no-jobs': { help: 'Answer requests only; porchlight work runs the jobs then.' },
  },
  async run({ flags }) {
    const count = countOf(flags)
    const runsJobs = !flags['no-jobs']
    if (count === null) return serveAlone(runsJobs)
    if (isWorker) return serveAsWorker(runsJobs)
    const config = await readConfigWithSecret()
    return serveWorkers({ config, log: await openLog(config), count })
  },
}
