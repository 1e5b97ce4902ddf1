import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { CONTROL_SOCKET } from './paths.ts'
import { BYE, type FromSupervisor, onLine, say } from './protocol.ts'

/** How long PostgreSQL waits for somebody after the last client vanished without a word: it may be starting again. */
const GRACE_MS = 2_000
const TELL_FAILURE_MS = 2_000
const HEARTBEAT_MS = 1_000

/**
 * Counts the clients: each is one open connection to db.sock. Those who say `bye` are kept until they are dismissed, because
 * a container ends everything as soon as its first process does.
 */
export class Door {
  readonly #inside = new Set<Socket>()
  readonly #waiting = new Set<Socket>()
  readonly #leaving = new Set<Socket>()
  readonly #server: Server = createServer((socket) => this.#admit(socket))
  #failed = false
  #greeting: FromSupervisor | null = null
  #whenEmpty: (() => void) | null = null
  #grace: NodeJS.Timeout | undefined
  #heartbeat: NodeJS.Timeout | undefined

  /** Listens on db.sock of the working directory. Only the holder of the lock may call it: it removes a stale socket. */
  async open(): Promise<void> {
    rmSync(CONTROL_SOCKET, { force: true })
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(CONTROL_SOCKET, resolve)
    })
    this.#heartbeat = setInterval(() => this.#tellWaiting({ starting: true }), HEARTBEAT_MS)
  }

  get isEmpty(): boolean {
    return this.#inside.size === 0
  }

  /** Tells everybody who waits, and everybody who comes from now on; null makes those who come wait. */
  greet(greeting: FromSupervisor | null): void {
    this.#greeting = greeting
    if (!greeting) return
    this.#tellWaiting(greeting)
    this.#waiting.clear()
  }

  /**
   * Tells everybody inside that it is over, and everybody who comes: the one who started this process may not be there
   * yet. Resolves when they have heard it and gone, or after 2 s.
   */
  async fail(sentence: string): Promise<void> {
    this.#failed = true
    this.greet({ error: sentence })
    for (const socket of this.#inside) say(socket, { error: sentence })
    await Promise.race([this.empty(), pause(TELL_FAILURE_MS)])
  }

  /** Resolves when the last client has said bye, or 2 s after the last one vanished. */
  empty(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenEmpty = resolve
      this.#considerEmpty(this.#leaving.size > 0 ? 0 : GRACE_MS)
    })
  }

  /** Lets those go who said bye. */
  dismiss(): void {
    for (const socket of this.#leaving) socket.end()
    this.#leaving.clear()
  }

  /** Stops listening, which removes db.sock. Those inside stay connected until `closeAll`. */
  shut(): void {
    clearInterval(this.#heartbeat)
    this.#server.close()
  }

  /** Ends every connection. */
  closeAll(): void {
    for (const socket of [...this.#inside, ...this.#leaving]) socket.end()
  }

  #admit(socket: Socket): void {
    clearTimeout(this.#grace)
    this.#inside.add(socket)
    if (this.#greeting) say(socket, this.#greeting)
    else {
      this.#waiting.add(socket)
      say(socket, { starting: true })
    }
    onLine(socket, (line) => {
      if (line === BYE) this.#sayGoodbye(socket)
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#forget(socket, this.#failed ? 0 : GRACE_MS))
  }

  #sayGoodbye(socket: Socket): void {
    this.#leaving.add(socket)
    this.#forget(socket, 0)
    if (!this.isEmpty) this.dismiss()
  }

  #forget(socket: Socket, graceMs: number): void {
    this.#waiting.delete(socket)
    if (this.#inside.delete(socket)) this.#considerEmpty(graceMs)
    else this.#leaving.delete(socket)
  }

  #considerEmpty(graceMs: number): void {
    clearTimeout(this.#grace)
    if (!this.isEmpty || !this.#whenEmpty) return
    this.#grace = setTimeout(() => {
      this.#whenEmpty?.()
      this.#whenEmpty = null
    }, graceMs)
  }

  #tellWaiting(message: FromSupervisor): void {
    for (const socket of this.#waiting) say(socket, message)
  }
}
