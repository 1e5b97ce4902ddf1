import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { TestServer } from '../support/server.ts'

/** A bare connection to a server, for what no client would send. */
export async function openSocket(server: Pick<TestServer, 'origin'>): Promise<Socket> {
  const { hostname, port } = new URL(server.origin)
  const socket = connect(Number(port), hostname)
  // A server that refuses closes at once: what is still being written then fails, which is what a test is about.
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Everything a server says on a connection until it ends. */
export async function readAll(socket: Socket): Promise<string> {
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  if (!socket.closed) await once(socket, 'close')
  return Buffer.concat(parts).toString('latin1')
}

/** Sends bytes as they are and reads the answer to its end. */
export async function sendRaw(server: Pick<TestServer, 'origin'>, text: string): Promise<string> {
  const socket = await openSocket(server)
  socket.write(text, 'latin1')
  return readAll(socket)
}

/** The status of each answer in what a server said. */
export const statusesOf = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))

/** Asks for a path exactly as it is spelled: `fetch` would tidy it first. */
export async function getExactly(
  server: Pick<TestServer, 'origin'>,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const { host } = new URL(server.origin)
  const lines = Object.entries({ host, connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}`)
  const text = await sendRaw(server, `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  return { status: statusesOf(text)[0] ?? 0, text }
}
