import { startWork } from '../app/start-work.ts'
import type { Command } from './command.ts'
import { readConfigWithSecret } from './configuration.ts'
import { openLog } from './open-log.ts'
import { stopInTime, untilStopped } from './until-stopped.ts'

/** `porchlight work`: works on jobs until it is told to stop, for servers that run with `--no-jobs`. */
export const workCommand: Command = {
  name: 'work',
  summary: 'Work on jobs and answer no requests, beside a server with --no-jobs.',
  async run() {
    const config = await readConfigWithSecret()
    const log = await openLog(config, 'work')
    const stopped = untilStopped()
    const work = await startWork({ config, log })
    console.log(`Porchlight works on jobs. The data is in ${work.access.where}`)
    await stopped
    return stopInTime(log, () => work.stop())
  },
}
