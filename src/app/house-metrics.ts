import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Config } from '../config/config.ts'
import { readMigrations } from '../platform/db/migrations.ts'
import { type Meter, sample } from '../platform/observe/metrics/meter.ts'
import { gauge, type Metric } from '../platform/observe/metrics/metric.ts'
import { version } from '../platform/package-root.ts'

const build = gauge({
  name: 'porchlight_build_info',
  help: 'Always 1; its labels are the release, the Node.js it runs on and the last migration that it knows',
  labels: { version: null, node: null, schema: null },
  across: 'once',
})

const disk = { of: ['data', 'log'] }
const free = gauge({
  name: 'porchlight_disk_free_bytes',
  help: 'What is free where DATA_DIR and LOG_FILE are',
  labels: disk,
  across: 'once',
})
const size = gauge({
  name: 'porchlight_disk_size_bytes',
  help: 'How large the file systems of DATA_DIR and LOG_FILE are',
  labels: disk,
  across: 'once',
})

/** Server processes that there should be; one without --workers. */
export const workers = gauge({
  name: 'porchlight_workers',
  help: 'How many server processes there should be',
  across: 'once',
})
/** Those of them that are in this answer. */
export const reporting = gauge({
  name: 'porchlight_workers_reporting',
  help: 'How many of them have told of themselves for this answer; the counts of the others are from an earlier one',
  across: 'once',
})
/** The same by number, as in the name of a log file. */
export const workerUp = gauge({
  name: 'porchlight_worker_up',
  help: 'Whether the server process of this number is in this answer',
  labels: { worker: null },
  across: 'once',
})

/** What is measured of the installation as a whole. */
export const metrics: readonly Metric[] = [build, workers, reporting, workerUp, free, size]

type Settings = Pick<Config, 'dataDir' | 'logFile' | 'databaseUrl'>

async function readDisk(of: string, folder: string) {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return [sample(free, bavail * bsize, { of }), sample(size, blocks * bsize, { of })]
  } catch {
    return [] // it is not made yet
  }
}

/** Measures what belongs to no single part. */
export function watchHouse(meter: Meter, { dataDir, logFile, databaseUrl }: Settings): void {
  const schema = readMigrations().then((known) => String(known.at(-1)?.number ?? 0))
  schema.catch(() => {}) // whoever migrates says so
  meter.watchShared(async () => [sample(build, 1, { version, node: process.version, schema: await schema })])
  meter.watchShared(async () => [
    ...(databaseUrl === null ? await readDisk('data', dataDir) : []),
    ...(logFile === null ? [] : await readDisk('log', dirname(logFile))),
  ])
}
