import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { packageRoot } from '../src/platform/package-root.ts'
import { freePort } from '../test/support/free-port.ts'
import { expectReply, publicHost, send } from './bytes.ts'
import type { House } from './house.ts'
import { end, startNode } from './run.ts'

/** The built server, running as in production. */
export type Subject = {
  readonly child: ChildProcess
  readonly port: number
  /** From its start until it said to probes that it is ready, in seconds. */
  readonly readyAfter: number
  stop(): Promise<void>
}

type Wishes = {
  /** Commands before it, such as `taskset`. */
  readonly prefix?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly nodeOptions?: readonly string[]
  readonly options?: readonly string[]
}

const main = join(packageRoot, 'dist/main.js')
const limits = ['REGISTRATION', 'SIGN_IN_ADDRESS', 'SIGN_IN_DEVICE', 'WRITES', 'PUBLIC_READS']

/** Limits and locks are counted as always, but nobody reaches them. */
const settings = (dataDir: string, secretKey: string, port: number) => ({
  ENVIRONMENT: 'production',
  DATA_DIR: dataDir,
  SECRET_KEY: secretKey,
  PUBLIC_URL: `https://${publicHost}`,
  PORT: String(port),
  LOCKOUT_FAILURES: '100',
  // The admin who searches has none.
  TWO_FACTOR_POLICY: 'optional',
  ...Object.fromEntries(limits.map((name) => [`LIMIT_${name}`, '999999/second'])),
})

async function untilReady(port: number, child: ChildProcess, logFile: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${child.exitCode}:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`)
    const reply = await send({ port, path: '/health/ready' }).catch(() => null)
    if (reply?.status === 200) return
    await pause(5)
  }
}

/** Starts `porchlight serve` and waits until it is ready. Its log goes into a file. */
export async function startSubject(
  { dataDir, secretKey }: Pick<House, 'dataDir' | 'secretKey'>,
  { env = {}, nodeOptions = [], options = [], ...start }: Wishes = {},
): Promise<Subject> {
  const port = await freePort()
  const begun = performance.now()
  const logFile = join(dataDir, `bench-${port}.log`)
  const log = openSync(logFile, 'w')
  const child = startNode([...nodeOptions, main, 'serve', ...options], {
    ...start,
    output: log,
    env: { ...settings(dataDir, secretKey, port), ...env },
  })
  closeSync(log)
  await untilReady(port, child, logFile)
  const stop = async () => {
    await end(child)
    rmSync(logFile, { force: true })
  }
  return { child, port, readyAfter: (performance.now() - begun) / 1_000, stop }
}

/** The password of everybody that is made here. */
const password = 'Lantern-over-7-steps'

/** What registers somebody new each time. */
export const registration = {
  method: 'POST',
  path: '/api/accounts',
  body: {
    ...{ firstName: 'Ann', lastName: 'Lee', username: 'ann-########', email: 'ann-########@example.org' },
    ...{ password, acceptTerms: true },
  },
} as const

/** Registers so many people and returns what they sign in with. */
export async function registerPeople({ port }: Pick<Subject, 'port'>, count: number): Promise<string[]> {
  const logins: string[] = []
  for (let at = 0; at < count; at += 1) {
    const username = `kit-${at}`
    const body = { ...registration.body, username, email: `${username}@example.org` }
    await expectReply(201, { ...registration, port, body })
    logins.push(username)
  }
  return logins
}

/** How somebody signs in. */
export const signIn = (login: string) => ({ method: 'POST', path: '/api/sessions', body: { login, password } }) as const

/** Signs somebody in and returns the `Cookie` header of the browser. */
export async function cookieOf({ port }: Pick<Subject, 'port'>, login: string): Promise<string> {
  const { cookies } = await expectReply(201, { ...signIn(login), port })
  return cookies.join('; ')
}
