import type { Server } from 'node:http'
import type { Tally } from '../observe/tally.ts'

type Options = {
  /** How many connections a process holds for each address that it listens on. */
  readonly most?: number
  readonly tally: Tally
}

// Those that only wait for a next request make room before anybody is refused.
const crowdedAt = 0.8
const pause = 1_000

/** Bounds the open connections of a server: 2,000. Towards the end it closes idle ones; one more is closed unheard and counted. */
export function boundConnections(server: Server, { most = 2_000, tally }: Options): void {
  let open = 0
  let cleared = Number.NEGATIVE_INFINITY
  server.maxConnections = most
  // A copy of several does not hand it to the others: where all are full it would go round in circles.
  Object.assign(server, { dropMaxConnection: true })
  server.on('drop', () => tally.count())
  server.on('connection', (socket) => {
    open += 1
    socket.once('close', () => {
      open -= 1
    })
    if (open < most * crowdedAt || performance.now() - cleared < pause) return
    cleared = performance.now()
    server.closeIdleConnections()
  })
}
