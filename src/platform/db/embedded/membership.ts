import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type EnterOptions, enter } from './enter.ts'
import { onLine, parseFromSupervisor, sayGoodbye } from './protocol.ts'

const LONGEST_RETRY_MS = 10_000
const LEAVE_LIMIT_MS = 30_000
const LEAVE_REJOIN_LIMIT_MS = 5_000

type Options = Omit<EnterOptions, 'existing'> & { readonly log: (line: string) => void }

/** One client's place with the supervisor, kept for as long as it wants it: lost, it joins the next supervisor by itself. */
export class Membership {
  readonly #options: Options
  #socket: Socket | null = null
  #gone = false
  #rejoining: Promise<void> | null = null
  #leaving: Promise<void> | null = null

  constructor(options: Options) {
    this.#options = options
  }

  /** Joins for the first time and tells the server's version; throws OperatorError. */
  async begin(): Promise<string> {
    return this.#enter(false)
  }

  /** Says bye and waits until the supervisor lets go; whoever calls it again waits for the same. */
  leave(): Promise<void> {
    this.#leaving ??= this.#leave()
    return this.#leaving
  }

  async #enter(existing: boolean): Promise<string> {
    const { socket, serverVersion } = await enter({ ...this.#options, existing })
    this.#socket = socket
    // The place alone keeps no process alive: a command that forgot to leave still ends.
    socket.unref()
    onLine(socket, (line) => {
      const said = parseFromSupervisor(line)
      if (said && 'error' in said) this.#options.log(said.error)
    })
    socket.once('close', () => {
      this.#socket = null
      if (!this.#leaving) this.#rejoining = this.#rejoin()
    })
    return serverVersion
  }

  async #rejoin(): Promise<void> {
    const { log } = this.#options
    log('The database supervisor was lost; joining another one.')
    for (let wait = 1_000; !this.#leaving; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      try {
        await this.#enter(true)
        log('The database is back.')
        // Whoever left meanwhile did not wait for this.
        if (this.#gone) this.#socket?.destroy()
        return
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
        await pause(wait, undefined, { ref: false })
      }
    }
  }

  async #leave(): Promise<void> {
    // Without a supervisor nobody would end PostgreSQL: the next one comes within half a second, as a rule.
    if (this.#rejoining) await Promise.race([this.#rejoining, pause(LEAVE_REJOIN_LIMIT_MS, undefined, { ref: false })])
    if (this.#socket) await sayGoodbye(this.#socket, LEAVE_LIMIT_MS)
    this.#gone = true
    this.#options.doorway.close()
  }
}
