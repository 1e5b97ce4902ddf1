import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'

const isPinnable = cpus().length >= 2 && spawnSync('taskset', ['--version']).status === 0

/** What is measured has the first core, where there are more than one and it is about one process. */
export const onFirstCore: readonly string[] = isPinnable ? ['taskset', '-c', '0'] : []

/** The generator has the last core and gives way there. */
export const besides: readonly string[] = [
  ...(isPinnable ? ['taskset', '-c', `${cpus().length - 1}`] : []),
  ...['nice', '-n', '5'],
]

type Start = {
  readonly prefix?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** A file for all that it says; it is read here where there is none. */
  readonly output?: number
}

/** Starts a Node.js process with nothing in its environment but PATH and what is given, and a channel to talk over. */
export function startNode(args: readonly string[], { prefix = [], env = {}, output }: Start = {}): ChildProcess {
  const [command = '', ...rest] = [...prefix, process.execPath, ...args]
  return spawn(command, rest, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', output ?? 'pipe', output ?? 'pipe', 'ipc'],
  })
}

/** What a process says until it ends; throws when it ends with anything but 0. */
export async function outputOf(child: ChildProcess): Promise<string> {
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ').slice(0, 200)} ended with ${code}:\n${err}`)
  return out
}

/** Runs a script of ours to its end and reads what it says as JSON. */
export const runJson = async <T>(prefix: readonly string[], ...args: readonly string[]): Promise<T> =>
  JSON.parse(await outputOf(startNode(args, { prefix })))

/** Asks a child something over its channel. */
export async function ask<T>(child: ChildProcess, question: string): Promise<T> {
  const answer = once(child, 'message')
  child.send(question)
  return (await answer)[0] as T
}

/** Ends a process and waits for it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  await closed
}
