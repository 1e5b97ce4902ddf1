import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Browser } from './browser.ts'

const program = join(import.meta.dirname, 'flood-process.ts')

/** Strangers at many connections who sign in, look at pages and pretend to be signed in. */
export type Flood = {
  /** How often each kind was answered how: `sign-in 503`. */
  stop(): Promise<Record<string, number>>
}

/** Begins it, from another process. */
export function startFlood(origin: string, connections: number): Flood {
  const child = spawn(process.execPath, [program, origin, String(connections)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const said = text(child.stdout)
  const ended = once(child, 'close')
  return {
    async stop() {
      child.stdin.end()
      await ended
      return JSON.parse(await said)
    },
  }
}

/** How long one request after another took, in milliseconds, the shortest first. Throws where one is not answered with 200. */
export async function timesOf(browser: Browser, { path, count }: { path: string; count: number }): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < count; at += 1) {
    const begun = performance.now()
    const { status } = await browser.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status} to somebody who is signed in`)
    times.push(performance.now() - begun)
  }
  return times.sort((a, b) => a - b)
}

/** Of times in order, the one that so many of a hundred do not exceed. */
export const percentile = (times: readonly number[], percent: number): number =>
  times[Math.min(times.length - 1, Math.ceil((times.length * percent) / 100) - 1)] as number
