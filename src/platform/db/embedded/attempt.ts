import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { OperatorError } from '../../errors/operator-error.ts'
import { onLine, parseFromSupervisor } from './protocol.ts'
import { systemCode } from './refusals.ts'

/** What the supervisor said when it counted us. */
export type Counted = {
  readonly socket: Socket
  readonly protocol: number
  readonly serverVersion: string
  readonly fsync: boolean
}

/** `absent`: nobody listens. `closed`: it let go before it counted us. `silent`: it is there and says nothing. */
export type Attempt = Counted | 'absent' | 'closed' | 'silent'

/** How long a supervisor may say nothing: one that starts PostgreSQL says so each second, however long recovery takes. */
const SILENCE_MS = 30_000

/** Connects to a supervisor and waits until it counts us; throws OperatorError with the sentence it gives. */
export function attempt(path: string, silenceMs = SILENCE_MS): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    const silence = setTimeout(() => finish('silent'), silenceMs)
    let settled = false
    const settle = () => {
      settled = true
      clearTimeout(silence)
    }
    const finish = (result: Attempt) => {
      settle()
      if (typeof result === 'string') socket.destroy()
      resolve(result)
    }
    const refuse = (error: Error) => {
      settle()
      socket.destroy()
      reject(error)
    }
    // The listener stays for the life of the connection: one that breaks later reports here, and `close` follows.
    socket.on('error', (error) => {
      const code = systemCode(error)
      if (code === 'ENOENT' || code === 'ECONNREFUSED') finish('absent')
      else if (code === 'EACCES' || code === 'EPERM') refuse(error)
      else finish('closed')
    })
    socket.on('close', () => finish('closed'))
    onLine(socket, (line) => {
      const said = settled ? null : parseFromSupervisor(line)
      if (!said) return
      if ('ready' in said) finish({ socket, ...said })
      else if ('error' in said) refuse(new OperatorError(said.error))
      else silence.refresh()
    })
  })
}
