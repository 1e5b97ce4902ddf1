import { once } from 'node:events'
import { connect } from 'node:net'

/** A request whose body comes when it is told to. */
export type SlowRequest = {
  /** Sends the rest; resolves with all that was answered when the other side has closed. */
  finish(): Promise<string>
  /** Resolves when the connection closes. */
  readonly closed: Promise<unknown>
}

/** Begins to sign in as nobody and stops in the middle of the body. */
export async function beginSlowRequest(origin: string): Promise<SlowRequest> {
  const { hostname, port, host } = new URL(origin)
  const body = JSON.stringify({ login: 'nobody', password: 'Lantern-over-7-steps' })
  const socket = connect(Number(port), hostname)
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  let answer = ''
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text
  })
  socket.on('error', () => {}) // closes
  const lines = [
    'POST /api/sessions HTTP/1.1',
    `Host: ${host}`,
    `Origin: ${origin}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`)
  return {
    closed,
    async finish() {
      socket.write(body.slice(10))
      await closed
      return answer
    },
  }
}
