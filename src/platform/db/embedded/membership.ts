import type { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { attempt } from './attempt.ts'
import { type EnterOptions, enter } from './enter.ts'
import { CONTROL_SOCKET, PG } from './paths.ts'
import { findPidFile, isPostmaster } from './pid-file.ts'
import { onLine, parseFromSupervisor, sayGoodbye } from './protocol.ts'

// Short: a PostgreSQL that was killed while a new supervisor started it is there again at the next try.
const LONGEST_RETRY_MS = 2_000
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
    for (let wait = 250; !this.#leaving; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
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

  /**
   * A supervisor that is killed lets go of everybody, just as one that has heard the good-bye: only in the second case has
   * PostgreSQL ended, or somebody else has the door open.
   */
  async #isAbandoned(): Promise<boolean> {
    const pgDir = join(this.#options.dataDir, PG)
    const found = findPidFile(pgDir)
    if (!found || !isPostmaster(found.pid, pgDir)) return false
    const open = await attempt(this.#options.doorway.path(CONTROL_SOCKET)).catch(() => 'closed' as const)
    if (typeof open !== 'string') await sayGoodbye(open.socket, LEAVE_LIMIT_MS)
    return open === 'absent'
  }

  /** Another supervisor takes PostgreSQL over, and ends it if nobody else comes. */
  async #endAbandoned(): Promise<void> {
    try {
      const { socket } = await enter({ ...this.#options, existing: true })
      await sayGoodbye(socket, LEAVE_LIMIT_MS)
    } catch (error) {
      this.#options.log(error instanceof Error ? error.message : String(error))
    }
  }

  async #leave(): Promise<void> {
    // Without a supervisor nobody would end PostgreSQL: the next one comes within half a second, as a rule.
    if (this.#rejoining) await Promise.race([this.#rejoining, pause(LEAVE_REJOIN_LIMIT_MS, undefined, { ref: false })])
    if (this.#socket) {
      await sayGoodbye(this.#socket, LEAVE_LIMIT_MS)
      if (await this.#isAbandoned()) await this.#endAbandoned()
    }
    this.#gone = true
    this.#options.doorway.close()
  }
}
