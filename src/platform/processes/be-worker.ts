import cluster from 'node:cluster'

/** Whether this process is one of the copies that another one supervises. */
export const isWorker = cluster.isWorker

/** What a copy hears from its supervisor and says to it. */
export type Told = {
  /** From 1; whoever replaces it gets the same. */
  readonly place: number
  readonly stopped: Promise<void>
  ready(): void
}

const placeIn = (message: unknown): number | null =>
  typeof message === 'object' && message !== null && 'place' in message ? Number(message.place) : null

/**
 * Does the work of a supervised copy until `stopped` resolves. A terminal sends Ctrl-C to all of its processes at once: the
 * supervisor alone decides then. Told by SIGTERM itself, a copy ends and is replaced.
 */
export async function beWorker(work: (told: Told) => Promise<number>): Promise<number> {
  const placed = Promise.withResolvers<number>()
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>()
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => stop())
  process.on('message', (message) => {
    const place = placeIn(message)
    if (place !== null) placed.resolve(place)
    else if (message === 'stop') stop()
  })
  try {
    return await work({ place: await placed.promise, stopped, ready: () => process.send?.('ready') })
  } finally {
    process.channel?.unref() // else the way to the supervisor would keep this process alive
  }
}
