import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Check, failed, passed, unknown, warned } from './check.ts'

type Places = { readonly dataDir: string; readonly logFile: string | null; readonly secretFiles: readonly string[] }

const gigabyte = 1024 ** 3
const megabyte = 1024 ** 2

/** In bytes: below the first nothing more may be written soon, below the second it is time to look. */
const least = 512 * megabyte
const comfortable = 2 * gigabyte

const shown = (bytes: number) =>
  bytes >= gigabyte ? `${(bytes / gigabyte).toFixed(1)} GB` : `${Math.floor(bytes / megabyte)} MB`

async function existing(path: string): Promise<string> {
  const there = await stat(path).then(
    () => true,
    () => false,
  )
  return there || dirname(path) === path ? path : existing(dirname(path))
}

/** Free space for whoever is not root, in bytes, where a path is or would be made. */
async function freeAt(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(await existing(path))
  return bavail * bsize
}

/** A check that the disk below a folder has room. */
const roomCheck = <Config>(
  check: Pick<Check<Config>, 'id' | 'name' | 'title'>,
  placeOf: (config: Config) => string | null,
): Check<Config> => ({
  ...check,
  async run({ config }) {
    const place = placeOf(config)
    if (place === null) return passed('LOG_FILE is not set: the log takes no room here')
    const free = await freeAt(place)
    const evidence = `${shown(free)} free at ${place}`
    if (free < least)
      return failed(evidence, `Make room, ${shown(comfortable)} at least: a full disk stops every write.`)
    return free < comfortable
      ? warned(evidence, `Make room soon; ${shown(comfortable)} or more is comfortable.`)
      : passed(evidence)
  },
})

const modeOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).mode & 0o777
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const octal = (mode: number) => mode.toString(8).padStart(3, '0')

/** Everything of everybody, and maybe the key to it, is in there. */
const closedToOthers: Check<Places> = {
  id: 'critical.01',
  name: 'data-directory-closed',
  title: 'The data directory and the key in it are closed to other users',
  async run({ config }) {
    const paths = [config.dataDir, `${config.dataDir}/secret-key`]
    const found = await Promise.all(paths.map(async (path) => ({ path, mode: await modeOf(path) })))
    const there = found.filter((file): file is { path: string; mode: number } => file.mode !== null)
    if (there.length === 0) return unknown(`There is no ${config.dataDir} yet`)
    const evidence = there.map(({ path, mode }) => `${path} has mode ${octal(mode)}`).join('; ')
    const open = there.filter(({ mode }) => (mode & 0o077) !== 0)
    if (open.length === 0) return passed(evidence)
    const commands = open.map(({ path }) => `chmod ${path === config.dataDir ? '700' : '600'} '${path}'`)
    const read = open.some(({ path }) => path !== config.dataDir) ? ' Others may have read the key: change it.' : ''
    return failed(evidence, `Run: ${commands.join(' && ')}.${read}`)
  },
}

// Where an orchestrator puts them, they are in the memory of one container, and readable in there.
const isMounted = (path: string) => path.startsWith('/run/secrets/')

/** A group may read them: services are often given theirs that way. */
const secretFilesClosed: Check<Places> = {
  id: 'critical.01',
  name: 'secret-files-closed',
  title: 'Files with secrets in them are closed to other users',
  async run({ config: { secretFiles } }) {
    if (secretFiles.length === 0) return passed('0 secrets come from a file: what is set is in the environment')
    const found = await Promise.all(secretFiles.map(async (path) => ({ path, mode: (await modeOf(path)) ?? 0 })))
    const evidence = found.map(({ path, mode }) => `${path} has mode ${octal(mode)}`).join('; ')
    const open = found.filter(({ path, mode }) => (mode & 0o007) !== 0 && !isMounted(path))
    if (open.length === 0) return passed(evidence)
    const commands = open.map(({ path }) => `chmod 600 '${path}'`)
    return failed(evidence, `Run: ${commands.join(' && ')}. Others may have read what is in there: change it.`)
  },
}

/** What lies on the disk, and whether there is room for more. */
export const checks: readonly Check<Places>[] = [
  closedToOthers,
  secretFilesClosed,
  roomCheck<Places>(
    { id: 'deploy.04', name: 'room-for-data', title: 'The disk of the data directory has room' },
    ({ dataDir }) => dataDir,
  ),
  roomCheck<Places>(
    { id: 'high.01', name: 'room-for-log', title: 'The disk of the log files has room' },
    ({ logFile }) => (logFile === null ? null : dirname(logFile)),
  ),
]
