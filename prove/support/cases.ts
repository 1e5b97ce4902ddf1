import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  cleanUp,
  freshFolder,
  getPostmaster,
  getSupervisor,
  killNow,
  postmastersOf,
  processesOf,
  readLog,
  supervisorsOf,
  untilNothingRuns,
} from '../../src/platform/db/embedded/fixtures/processes.ts'
import {
  join as joinClient,
  type StartOptions,
  TestClient,
} from '../../src/platform/db/embedded/fixtures/test-client.ts'
import { until } from '../../src/platform/db/embedded/fixtures/until.ts'

/** A case: does something to a data directory and throws where the outcome is wrong. */
export type Case = () => Promise<void>

/** Throws unless something is so. */
export function must(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(what)
}

/** Throws unless the client gets an answer from the database. */
export async function mustAnswer(client: TestClient): Promise<void> {
  const { rows } = await client.query('select 1 as one', 'app')
  must('no answer', rows?.[0]?.one === 1)
}

/** Throws unless the client comes back from its good-bye without an error. */
async function mustLeave(client: TestClient): Promise<void> {
  await client.leave()
  must(`left with ${await client.ended}: ${client.errors}`, (await client.ended) === 0)
}

/** Everything killed at a moment of a first start, drawn anew each time; then it starts again. */
export const killedFirstStart: Case = async () => {
  const dataDir = freshFolder()
  const client = new TestClient(dataDir)
  await until('the setup', () => existsSync(join(dataDir, 'db.log')) && /Setting up/.test(readLog(dataDir)))
  await pause(Math.random() * 1_000)
  killNow(client.pid, ...processesOf(dataDir).map(({ pid }) => pid))
  await mustAnswer(await joinClient(dataDir))
}

/** The supervisor alone killed at a moment of a first start, while its client waits. */
export const killedSupervisorOfFirstStart: Case = async () => {
  const dataDir = freshFolder()
  const client = new TestClient(dataDir)
  await until('the setup', () => existsSync(join(dataDir, 'db.log')) && /Setting up/.test(readLog(dataDir)))
  await pause(Math.random() * 1_000)
  killNow(...supervisorsOf(dataDir))
  await mustAnswer(await client.joined())
}

/** Everything killed at a moment of a later start. */
export const killedLaterStart: Case = async () => {
  const dataDir = freshFolder()
  await mustLeave(await joinClient(dataDir))
  const client = new TestClient(dataDir)
  await pause(Math.random() * 400)
  killNow(client.pid, ...processesOf(dataDir).map(({ pid }) => pid))
  await mustAnswer(await joinClient(dataDir))
}

/** Eight want a database that is not there yet. */
export const eightAtOnce: Case = async () => {
  const dataDir = freshFolder()
  const clients = await Promise.all(Array.from({ length: 8 }, () => joinClient(dataDir)))
  await until('one supervisor', () => supervisorsOf(dataDir).length === 1)
  must('not one PostgreSQL', postmastersOf(dataDir).length === 1)
  must('set up more than once', readLog(dataDir).match(/Setting up PostgreSQL/g)?.length === 1)
  for (const client of clients) await mustAnswer(client)
}

/** Client, supervisor and PostgreSQL killed at once; the row is there when the next one starts at once. Returns how long that took, in seconds. */
export async function allKilledAtOnce(dataDir: string, round: number): Promise<number> {
  const client = await joinClient(dataDir)
  await client.query('create table if not exists kept (round int)', 'owner')
  must('not inserted', (await client.query(`insert into kept values (${round})`, 'owner')).rows !== undefined)
  killNow(client.pid, getSupervisor(dataDir), getPostmaster(dataDir))
  const begun = performance.now()
  const next = await joinClient(dataDir)
  const { rows } = await next.query('select count(*)::int as count from kept', 'owner')
  const seconds = (performance.now() - begun) / 1000
  must(`${rows?.[0]?.count} rows instead of ${round + 1}`, rows?.[0]?.count === round + 1)
  await mustLeave(next)
  return seconds
}

/** Twenty commands, one after another; two of these run side by side. */
export async function stream(dataDir: string): Promise<void> {
  for (let command = 0; command < 20; command++) {
    const client = await joinClient(dataDir)
    await mustAnswer(client)
    await mustLeave(client)
  }
}

const container: StartOptions = {
  prefix: ['unshare', '--pid', '--ipc', '--fork', '--kill-child', '--mount-proc'],
}

/** The first process of a container leaves, which ends every other in it: PostgreSQL must have ended in order before. */
export const containerStops: Case = async () => {
  const dataDir = freshFolder()
  const client = await joinClient(dataDir, container)
  await mustLeave(client)
  must('not in order', /database system is shut down/.test(readFileSync(join(dataDir, 'db.log'), 'utf8')))
  must('a pid file is left', !existsSync(join(dataDir, 'pg/postmaster.pid')))
}

/** A container is killed, and the next has the same process numbers. */
export const containerKilled: Case = async () => {
  const dataDir = freshFolder()
  const client = await joinClient(dataDir, container)
  await client.query('create table kept as select 1 as one', 'owner')
  client.kill()
  await untilNothingRuns(dataDir)
  const next = await joinClient(dataDir, container)
  const { rows } = await next.query('select one from kept', 'owner')
  must('the row is gone', rows?.[0]?.one === 1)
}

/** Runs a case so many times, cleans up after each, and returns in how many it failed. */
export async function countFailures(times: number, run: Case, say: (line: string) => void): Promise<number> {
  let failures = 0
  for (let round = 0; round < times; round++) {
    try {
      await run()
    } catch (error) {
      failures += 1
      say(`round ${round + 1}: ${(error as Error).message}`)
    } finally {
      await cleanUp()
    }
  }
  return failures
}
