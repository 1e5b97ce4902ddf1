import type { Logger } from 'pino'
import type { RedisAway } from './reason.ts'

/** Whether Redis is used. */
export type Circuit = {
  isUp(): boolean
  up(): void
  down(reason: RedisAway): void
  /** How long to wait before looking again, in milliseconds. */
  pause(): number
}

type Options = { readonly log: Logger; readonly onDown: () => void }

const whileUp = 1_000
const shortest = 250
const longest = 8_000
const steady = 10_000

/** Begins as down without a word. Each change is one line in the log; so is, once, a reason that somebody has to mend. */
export function createCircuit({ log, onDown }: Options): Circuit {
  const told = new Set<string>()
  let isUp = false
  let since = performance.now()
  let pause = shortest

  const tell = (reason: RedisAway) => {
    if (told.has(reason.message) || (told.size > 0 && !reason.lasts)) return
    told.add(reason.message)
    log.warn({ reason: reason.message }, 'redis is away: PostgreSQL does its work until it is back')
  }
  return {
    isUp: () => isUp,
    up() {
      if (isUp) return
      if (told.size > 0) log.warn('redis is back')
      told.clear()
      isUp = true
      since = performance.now()
    },
    down(reason) {
      tell(reason)
      if (!isUp) return
      // One that comes and goes is trusted later each time, else people would wait for it in turns.
      pause = performance.now() - since < steady ? Math.min(pause * 2, longest) : shortest
      isUp = false
      onDown()
    },
    pause: () => (isUp ? whileUp : pause),
  }
}
