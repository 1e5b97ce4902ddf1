import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Connection } from '../../src/platform/db/pool.ts'

/** A way to the database that can be cut: without a sound, so that nothing passes and nothing closes, or instead of the next answer. */
export type SilentProxy = {
  readonly connection: Connection
  cut(): void
  mend(): void
  closeAtAnswer(): void
  close(): Promise<void>
}

/** Stands between a client and the PostgreSQL of a test, on the loopback. */
export async function startSilentProxy(to: Connection): Promise<SilentProxy> {
  const sockets = new Set<Socket>()
  let isCut = false
  let closesAtAnswer = false
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const far = to.host.startsWith('/') ? connect(join(to.host, `.s.PGSQL.${to.port}`)) : connect(to.port, to.host)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('data', (chunk) => {
        if (closesAtAnswer && one === far) near.destroy()
        else other.write(chunk)
      })
      one.on('error', () => {}) // closes
      one.on('close', () => {
        sockets.delete(one)
        if (!isCut) other.destroy()
      })
      if (isCut) one.pause()
      else one.resume()
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    connection: { ...to, host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    cut() {
      isCut = true
      for (const socket of sockets) socket.pause()
    },
    mend() {
      isCut = false
      for (const socket of sockets) socket.resume()
    },
    closeAtAnswer() {
      closesAtAnswer = true
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
