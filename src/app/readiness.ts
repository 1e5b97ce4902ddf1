import { setTimeout as sleep } from 'node:timers/promises'

/** Whether requests should be sent to this server. */
export type Readiness = {
  /** The answer to a probe. */
  look(): boolean
  /** No from now on. Waits until whoever probes regularly has seen it, so that no request is sent to a closed door; 10 s at most. */
  leave(): Promise<void>
}

const longest = 10_000
const margin = 500

/** A server that wants requests. */
export function createReadiness(): Readiness {
  let last: number | null = null
  let between: number | null = null
  let seen: (() => void) | null = null
  let isLeaving = false
  return {
    look() {
      const now = performance.now()
      if (last !== null) between = now - last
      last = now
      if (isLeaving) seen?.()
      return !isLeaving
    },
    async leave() {
      isLeaving = true
      if (last === null || between === null) return
      const next = last + between + margin - performance.now()
      if (next <= 0 || between > longest) return
      const done = new AbortController()
      seen = () => done.abort()
      await sleep(next, undefined, { signal: done.signal }).catch(() => {}) // seen
    },
  }
}
