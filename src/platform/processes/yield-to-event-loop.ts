import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

const tasks = '/proc/self/task'
// A third of the processor time of the event loop where both want the same core.
const nice = 5

const isPoolThread = (id: string): boolean => readFileSync(`${tasks}/${id}/comm`, 'utf8').startsWith('libuv-worker')

/**
 * Lets the threads that hash passwords go after the event loop and the database where there are not cores enough for all. On
 * Linux, where the priority of a thread is set as that of a process is; elsewhere nothing happens. Returns how many there are.
 */
export function yieldToEventLoop(): number {
  try {
    const threads = readdirSync(tasks).filter(isPoolThread)
    for (const id of threads) setPriority(Number(id), nice)
    return threads.length
  } catch {
    return 0 // no such folder, or no right to: all are equal then
  }
}
