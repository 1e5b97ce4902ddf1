import { createServer, type Server } from 'node:http'
import { OperatorError } from '../platform/errors/operator-error.ts'
import type { App } from '../platform/http/app.ts'
import { boundConnections } from '../platform/http/connections.ts'
import { timeouts } from '../platform/http/server.ts'
import { createTally } from '../platform/observe/tally.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

const shown = (host: string) => (host.includes(':') ? `[${host}]` : host)

function explain(error: unknown, host: string, port: number): Error {
  const code = codeOf(error)
  if (code === 'EADDRINUSE')
    return new OperatorError(
      `Port ${port} on ${shown(host)} is taken by another program. Stop that one, or set PORT to another number, such as ${port + 1}.`,
      { cause: error },
    )
  if (code === 'EACCES')
    return new OperatorError(
      `This user may not listen on port ${port}. Set PORT to a number above 1023, such as 3000.`,
      { cause: error },
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new OperatorError(
      `This machine has no address ${shown(host)}. Set HOST to one that it has, such as 127.0.0.1.`,
      { cause: error },
    )
  return error as Error
}

const listenOn = (server: Server, host: string, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only: host.includes(':') }, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** Waits for running requests; a connection that falls idle meanwhile is closed instead of being kept for the next one. */
async function closeDoor(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await new Promise((resolve) => server.close(resolve))
  clearInterval(idle)
}

// A reader that takes nothing for so long, in milliseconds, is gone or an attack; what it was sent waits in our memory.
const stalled = 120_000

type Doors = {
  readonly hosts: readonly string[]
  readonly port: number
  /** In milliseconds. */
  readonly patience?: { readonly [name in keyof typeof timeouts]: number } & { readonly stalled: number }
}

/**
 * Listens on every address, one server each for the same routes; a loopback of IPv6 that the machine does not have is left
 * out. They close with the app. Throws OperatorError where it cannot.
 */
export async function listen(app: App, { hosts, port, patience = { ...timeouts, stalled } }: Doors): Promise<void> {
  const doors: Server[] = []
  const refused = createTally((count) => app.log.warn({ count }, 'too many connections'))
  app.addHook('preClose', async () => {
    await Promise.all(doors.map(closeDoor))
  })
  await app.ready()
  for (const [index, host] of hosts.entries()) {
    const door = createServer(patience, app.routing).setTimeout(patience.stalled)
    door.on('clientError', app.answerMalformed)
    boundConnections(door, { tally: refused })
    try {
      await listenOn(door, host, port)
      doors.push(door)
    } catch (error) {
      if (index > 0 && host === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error))) continue
      throw explain(error, host, port)
    }
  }
}
