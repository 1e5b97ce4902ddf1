import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { OperatorError } from '../../errors/operator-error.ts'
import { attempt, type Counted } from './attempt.ts'
import { CONTROL_SOCKET, type Doorway, LOG, SUPERVISOR_PID } from './paths.ts'
import { PROTOCOL, sayGoodbye } from './protocol.ts'
import { refusal } from './refusals.ts'
import { type Spawned, spawnSupervisor } from './spawn-supervisor.ts'

const PATIENCE_MS = 30_000
const DISAGREEMENT_LIMIT_MS = 2_000
const RETRY_MS = 10
const RESPAWN_MS = 1_000
const RESPAWN_AFTER_END_MS = 100

export type EnterOptions = {
  readonly dataDir: string
  readonly doorway: Doorway
  readonly fsync: boolean
  readonly existing: boolean
}

/** Joins the supervisor of a data directory, starting one where there is none; throws OperatorError. */
export async function enter(options: EnterOptions): Promise<Counted> {
  const deadline = performance.now() + PATIENCE_MS
  let spawned: Spawned | null = null
  while (performance.now() < deadline) {
    const result = await tryOnce(options)
    if (typeof result !== 'string') return requireAgreement(result, options)
    if (result === 'silent') throw hung(options.dataDir)
    if (result === 'absent') spawned = spawnWhenDue(spawned, options)
    await pause(RETRY_MS)
  }
  throw new OperatorError(
    `The database did not start within 30 seconds: ${join(options.dataDir, LOG)} says how far it came.`,
  )
}

async function tryOnce({ doorway, dataDir }: EnterOptions) {
  try {
    return await attempt(doorway.path(CONTROL_SOCKET))
  } catch (error) {
    throw refusal(error, dataDir)
  }
}

/** One that ended because another had the lock may be replaced soon: that other one may have been leaving. */
function spawnWhenDue(last: Spawned | null, options: EnterOptions): Spawned {
  const failure = last?.failure()
  if (failure) throw failure
  if (last && performance.now() - last.at < (last.ended() ? RESPAWN_AFTER_END_MS : RESPAWN_MS)) return last
  return spawnSupervisor(options)
}

async function requireAgreement(counted: Counted, { fsync, dataDir }: EnterOptions): Promise<Counted> {
  if (counted.protocol === PROTOCOL && (counted.fsync || !fsync)) return counted
  await sayGoodbye(counted.socket, DISAGREEMENT_LIMIT_MS)
  throw new OperatorError(
    counted.protocol === PROTOCOL
      ? `The database in ${dataDir} runs without fsync, for tests, and would lose data in a power cut: end what uses it and start again.`
      : `Another release of Porchlight is using ${dataDir}: stop every process of that release and start again.`,
  )
}

function hung(dataDir: string): OperatorError {
  const pid = readPid(dataDir)
  return new OperatorError(
    pid
      ? `The database supervisor (process ${pid}) has not answered for 30 seconds: end it with kill -9 ${pid} and start again.`
      : `The database supervisor of ${dataDir} has not answered for 30 seconds: end that process and start again.`,
  )
}

function readPid(dataDir: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(dataDir, SUPERVISOR_PID), 'utf8'), 10) || null
  } catch {
    return null
  }
}
