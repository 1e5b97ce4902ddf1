import { once } from 'node:events'
import { join } from 'node:path'
import { send } from './bytes.ts'
import { type House, openHouse } from './house.ts'
import { end, onFirstCore, startNode } from './run.ts'
import type { Plan } from './scenarios/scenario.ts'
import { type Subject, startSubject } from './subject.ts'

/** Starts one of the servers that Porchlight is compared with, on the core that it has too. */
export async function startRival(name: 'bare' | 'one-statement', given: unknown) {
  const file = join(import.meta.dirname, 'servers', `${name}.ts`)
  const child = startNode([file, JSON.stringify(given)], { prefix: onFirstCore })
  child.stderr?.pipe(process.stderr)
  const [port] = (await once(child, 'message')) as [number]
  return { port, stop: () => end(child) }
}

type Stage = { readonly house: House; readonly subject: Subject; defer(undo: () => Promise<void>): void }

/** Options of Node.js that leave a profile of the server, where one is wanted. */
export const profiling = ({ profiles }: Pick<Plan, 'profiles'>): string[] =>
  profiles === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]

/** A server on a fresh database, and whatever else is started for it; all of it is ended afterwards. */
export async function onStage<T>(
  wishes: Parameters<typeof startSubject>[1],
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const undoings: (() => Promise<void>)[] = []
  const defer = (undo: () => Promise<void>) => void undoings.unshift(undo)
  try {
    const house = await openHouse()
    defer(() => house.leave())
    const subject = await startSubject(house, wishes)
    defer(() => subject.stop())
    return await work({ house, subject, defer })
  } finally {
    for (const undo of undoings) await undo()
  }
}

/** Waits until the server answers this from its memory, or as it always does where it has none. */
export async function warm(port: number, path: string, cookie: string): Promise<void> {
  for (let time = 0; time < 50; time += 1) await send({ port, path, headers: { cookie } })
}
