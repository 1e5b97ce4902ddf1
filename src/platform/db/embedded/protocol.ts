import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * The version of what is said on the control socket: one JSON line each way. A supervisor outlives the release that
 * started it, so a client of another release must notice; raise it when the meaning of a line changes.
 */
export const PROTOCOL = 1

/** What a supervisor says. Only `ready` means that the client is counted. */
export type FromSupervisor =
  | { readonly ready: true; readonly protocol: number; readonly serverVersion: string; readonly fsync: boolean }
  | { readonly starting: true }
  | { readonly error: string }

/** What a client says before it goes. */
export const BYE = 'bye'

/** Sends one line; a socket that is gone already is not an error. */
export function say(socket: Socket, message: FromSupervisor | typeof BYE): void {
  if (socket.writable) socket.write(message === BYE ? `${BYE}\n` : `${JSON.stringify(message)}\n`)
}

/** Says bye and waits until the supervisor lets go, at most `limitMs`: it may be ending PostgreSQL first. */
export async function sayGoodbye(socket: Socket, limitMs: number): Promise<void> {
  if (socket.destroyed) return
  socket.ref()
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  say(socket, BYE)
  const limit = new AbortController()
  await Promise.race([closed, pause(limitMs, undefined, { signal: limit.signal }).catch(() => undefined)])
  limit.abort()
  socket.destroy()
}

/** Calls back with each whole line that arrives. */
export function onLine(socket: Socket, callback: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) callback(line)
  })
}

/** Reads a supervisor's line; null for one this release does not know. */
export function parseFromSupervisor(line: string): FromSupervisor | null {
  const value: unknown = parse(line)
  if (typeof value !== 'object' || value === null) return null
  if ('error' in value && typeof value.error === 'string') return { error: value.error }
  if ('starting' in value) return { starting: true }
  if (!('ready' in value && 'protocol' in value && typeof value.protocol === 'number')) return null
  return {
    ready: true,
    protocol: value.protocol,
    serverVersion: 'serverVersion' in value ? String(value.serverVersion) : '',
    fsync: 'fsync' in value && value.fsync === true,
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
