import { LRUCache } from 'lru-cache'

type Window = { used: number; resetsAt: number }

/** Counts in this process's memory, for reads that caches answer mostly: at most 10,000 visitors are remembered. Times in milliseconds. */
export function createMemoryCounter(): (
  who: string,
  limit: { count: number; seconds: number; now: Date },
) => { left: number; resetsIn: number } {
  const windows = new LRUCache<string, Window>({ max: 10_000 })
  return (who, { count, seconds, now }) => {
    const at = now.getTime()
    const known = windows.get(who)
    const window = known && known.resetsAt > at ? known : { used: 0, resetsAt: at + seconds * 1000 }
    window.used += 1
    windows.set(who, window)
    return { left: count - window.used, resetsIn: Math.max(1, Math.ceil((window.resetsAt - at) / 1000)) }
  }
}
