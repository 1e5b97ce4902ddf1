import { type RunningServer, startServer } from '../app/start-server.ts'
import type { Config } from '../config/config.ts'
import { offerFirstAdminLink } from '../features/sign-up/index.ts'
import type { Command } from './command.ts'
import { readConfigWithSecret } from './configuration.ts'
import { openLog } from './open-log.ts'
import { showProgress } from './progress.ts'

/** Resolves at the first signal to stop; a second one ends the process at once. */
const untilStopped = () =>
  new Promise<void>((resolve) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (asked) process.exit(1)
        asked = true
        resolve()
      })
  })

const firstAdminToken = ({ db, keys }: RunningServer) =>
  db.transaction((tx) => offerFirstAdminLink(tx, { key: keys['one-time-link'], now: new Date() }))

/** What a newcomer needs to know next. The admin link is a key to the house: it goes to a terminal or in development only. */
async function greet(config: Config, server: RunningServer): Promise<void> {
  const token = await firstAdminToken(server)
  const open = process.stdout.isTTY || config.environment === 'development'
  const { href } = config.publicUrl
  const admin = open
    ? `Make the first admin here (works once): ${href}/welcome?token=${token}`
    : 'There is no admin yet. To get the link for the first one, run: porchlight create-admin --link'
  const lines = [
    `Porchlight is on at ${href}`,
    `The data is in ${server.access.where}`,
    ...(token === null ? [] : [admin]),
  ]
  console.log(lines.join('\n'))
}

/** `porchlight serve`: runs the server until it is told to stop. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'Run the server.',
  async run() {
    const config = await readConfigWithSecret()
    const log = await openLog(config)
    const stopped = untilStopped()
    const progress = showProgress('Migrating')
    const server = await startServer({ config, log, onMigrating: progress.step })
    progress.end()
    for (const warning of server.access.warnings) log.warn(warning)
    await greet(config, server)
    await stopped
    log.info('stopping')
    await server.stop()
    return 0
  },
}
