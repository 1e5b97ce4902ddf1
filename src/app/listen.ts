import { createServer, type Server } from 'node:http'
import { OperatorError } from '../platform/errors/operator-error.ts'
import type { App } from '../platform/http/app.ts'

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

/** A second door for the same routes, closed together with the first. */
async function addDoor(app: App, host: string, port: number): Promise<void> {
  const { requestTimeout, headersTimeout, keepAliveTimeout } = app.server
  const server = createServer({ requestTimeout, headersTimeout, keepAliveTimeout }, app.routing)
  await listenOn(server, host, port)
  doors.get(app)?.push(server)
}

const doors = new WeakMap<App, Server[]>()

/** Prepares an app for more than one address; call before it is ready. */
export function expectDoors(app: App): void {
  doors.set(app, [])
  app.addHook('preClose', async () => {
    await Promise.all(
      (doors.get(app) ?? []).map((server) => new Promise((resolve) => server.close(resolve).closeIdleConnections())),
    )
  })
}

/** Listens on every address; a loopback of IPv6 that the machine does not have is left out. Throws OperatorError where it cannot. */
export async function listen(app: App, hosts: readonly string[], port: number): Promise<void> {
  for (const [index, host] of hosts.entries()) {
    try {
      if (index === 0) await app.listen({ host, port, listenTextResolver: () => '' })
      else await addDoor(app, host, port)
    } catch (error) {
      if (index > 0 && host === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error))) continue
      throw explain(error, host, port)
    }
  }
}
