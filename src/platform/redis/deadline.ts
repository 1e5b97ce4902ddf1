import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { late } from './reason.ts'

/** What the work resolves to. Throws RedisAway where it takes longer than so many milliseconds; it may still be carried out. */
export async function withinDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const done = new AbortController()
  const tooLate = sleep(milliseconds, undefined, { signal: done.signal })
    // A process that was busy itself reads the answer that lies there before it calls it late.
    .then(() => setImmediate())
    .then(() => Promise.reject(late))
  tooLate.catch(() => {}) // aborted below
  work.catch(() => {}) // when nobody waits for it any more
  try {
    return await Promise.race([work, tooLate])
  } finally {
    done.abort()
  }
}
