// `porchlight seed` with a million accounts, as people run it: how long, how fast, in how much memory, how much disk.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { joinEmbedded } from '../src/platform/db/embedded/index.ts'
import { freePort } from '../test/support/free-port.ts'
import { prove } from './support/proof.ts'

const main = join(import.meta.dirname, '../dist/main.js')
const accounts = 1_000_000

// As on a small machine: what the command held on to beyond one batch of people would not fit.
const heap = '--max-old-space-size=96'

/** The most memory that a process ever had to itself and its files, in MB; 0 once it is gone. */
function peakOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Runs a command to its end; returns what it said, how long it took in seconds and its peak of memory in MB. */
async function run(dataDir: string, ...args: string[]) {
  const begun = performance.now()
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir }
  const child = spawn(process.execPath, [heap, main, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let [out, peak] = ['', 0]
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  const looking = setInterval(() => {
    peak = Math.max(peak, peakOf(child))
  }, 200)
  const [code] = await once(child, 'close')
  clearInterval(looking)
  return { code, out: out.trim(), seconds: (performance.now() - begun) / 1000, peak }
}

/** What a folder takes on the disk, in bytes. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((all, { blocks }) => all + blocks * 512, 0)
}

async function countAccounts(dataDir: string): Promise<number> {
  const database = await joinEmbedded({ dataDir })
  const client = new Client(database.connection('owner'))
  await client.connect()
  const { rows } = await client.query('select count(*)::int as count from porchlight.accounts')
  await client.end()
  await database.leave()
  return rows[0].count
}

/** Runs a server until it has sealed what is in the audit log, as one does that starts on it; returns how long it took, in seconds. */
async function sealAll(dataDir: string): Promise<number> {
  const begun = performance.now()
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, PORT: String(await freePort()) }
  const server = spawn(process.execPath, [main, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const closed = once(server, 'close')
  const sealed = new Promise<void>((resolve) => {
    server.stderr.on('data', (chunk) => /audit sealed/.test(String(chunk)) && resolve())
  })
  await Promise.race([sealed, closed])
  server.kill('SIGTERM')
  await closed
  return (performance.now() - begun) / 1000
}

await prove(import.meta.filename, async ({ claim, say }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-million-'))
  try {
    await run(dataDir, 'migrate')
    const seeding = await run(dataDir, 'seed', '--accounts', String(accounts))
    for (const line of seeding.out.split('\n')) say(line)
    claim('exit code', seeding.code, { exactly: 0 })
    claim('accounts that are there', await countAccounts(dataDir), { exactly: accounts })
    claim('seconds', seeding.seconds, { atMost: 1_800 })
    claim('accounts a second', accounts / seeding.seconds, { atLeast: 1_000 })
    claim('peak memory of the command, with a heap of at most 96 MB, in MB', seeding.peak, { atMost: 400 })
    claim('disk of the database, in MB', sizeOf(join(dataDir, 'pg')) / 1e6, { atMost: 8_000 })
    claim('seconds until a server has sealed what was made', await sealAll(dataDir), { atMost: 600 })
    const verification = await run(dataDir, 'audit', 'verify')
    say(verification.out)
    claim('exit code of audit verify on what was made', verification.code, { exactly: 0 })
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})
