import { availableParallelism } from 'node:os'
import { hash as argonHash, verify as argonVerify, hashSync, parseOptions } from '@node-rs/argon2'
import { randomToken } from '../../platform/crypto/random.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { ServerBusy } from '../../platform/errors/server-busy.ts'
import type { Scope } from '../../platform/scope/scope.ts'
import { isPossiblePassword, normalizePassword } from './policy.ts'

// OWASP's second choice for argon2id: 19 MiB, two passes, one lane; the package's default algorithm is argon2id, v=19.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const
const argon2id = 2

type Options = {
  /** How many hashes are computed at once; each takes a core and 19 MiB. */
  readonly concurrency?: number
  /** How many strangers may wait, and how many signed-in people. */
  readonly maxQueue?: number
  /** How long one may wait, in milliseconds. */
  readonly deadlineMs?: number
}

/** Who waits: signed-in people go before strangers, and who hangs up is not waited for. */
type Waiter = Partial<Pick<Scope, 'caller' | 'gone'>>

/** Hashes and verifies passwords, so many at once and no more. Both throw `ServerBusy` when too many wait or too long. */
export type Hasher = {
  /** Argon2id of the NFKC form, as a PHC string. Throws `AppError` 422 for what `isPossiblePassword` denies. */
  hash(password: string, waiter?: Waiter): Promise<string>
  /** Whether the password belongs to the hash; null (nobody of that name) takes the same work and is false. */
  verify(hash: string | null, password: string, waiter?: Waiter): Promise<boolean>
  /** Whether a stranger's password would have to be refused now. */
  isFull(): boolean
  /** How many run and how many wait at this moment. */
  load(): { running: number; waiting: number }
}

type Place = { readonly until: number; start(): void; giveUp(): void }

/** Who waits in one lane, first come, first served. `giveUp` of each is called where its time is over. */
const createLane = ({ maxQueue, deadlineMs }: Required<Options>) => {
  const places = new Set<Place>()

  const wait = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (settle: () => void) => {
        places.delete(place)
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        settle()
      }
      const place: Place = {
        until: performance.now() + deadlineMs,
        start: () => leave(resolve),
        giveUp: () => leave(() => reject(new ServerBusy())),
      }
      const abort = () => leave(() => reject(signal?.reason))
      const timer = setTimeout(place.giveUp, deadlineMs)
      signal?.addEventListener('abort', abort)
      places.add(place)
    })

  /** Starts the first one whose time is not over: on a busy event loop its timer may come later than its turn. */
  const startNext = (): boolean => {
    const now = performance.now()
    for (const place of places) {
      if (now < place.until) {
        place.start()
        return true
      }
      place.giveUp()
    }
    return false
  }

  return { wait, startNext, isFull: () => places.size >= maxQueue, size: () => places.size }
}

/** Two lanes of bounded length to work of bounded width: it starts at once, or when its turn comes before the deadline, or never. */
const createQueue = (options: Required<Options>) => {
  const signedIn = createLane(options)
  const strangers = createLane(options)
  let running = 0

  const release = () => {
    if (!signedIn.startNext() && !strangers.startNext()) running -= 1
  }

  const run = async <Result>(work: () => Promise<Result>, { caller, gone }: Waiter): Promise<Result> => {
    const lane = caller ? signedIn : strangers
    const signal = gone?.()
    signal?.throwIfAborted()
    if (running < options.concurrency) running += 1
    else if (lane.isFull()) throw new ServerBusy()
    else await lane.wait(signal)
    try {
      return await work()
    } finally {
      release()
    }
  }

  return {
    run,
    isFull: () => running >= options.concurrency && strangers.isFull(),
    load: () => ({ running, waiting: signedIn.size() + strangers.size() }),
  }
}

/** A hasher of its own width; by default one hash for each core, 64 waiting in each lane, 2 seconds. */
export const createHasher = (options: Options = {}): Hasher => {
  const queue = createQueue({ concurrency: availableParallelism(), maxQueue: 64, deadlineMs: 2000, ...options })
  const dummy = hashSync(randomToken(), cost)
  return {
    hash: (password, waiter = {}) => {
      if (!isPossiblePassword(password)) return Promise.reject(new AppError(422, 'password-impossible'))
      return queue.run(() => argonHash(normalizePassword(password), cost), waiter)
    },
    verify: (hash, password, waiter = {}) => {
      // An impossible password costs what a wrong one costs.
      const isPossible = isPossiblePassword(password)
      const given = isPossible ? normalizePassword(password) : ''
      return queue.run(async () => {
        const isMatch = await argonVerify(hash ?? dummy, given)
        return isMatch && isPossible && hash !== null
      }, waiter)
    },
    isFull: queue.isFull,
    load: queue.load,
  }
}

/** Whether a stored hash was made in another way than today's (older cost, imported bcrypt), to be made anew at sign-in. */
export const needsRehash = (hash: string): boolean => {
  try {
    const made = parseOptions(hash)
    const isSameCost = Object.entries(cost).every(([name, value]) => made[name as keyof typeof cost] === value)
    return made.algorithm !== argon2id || !isSameCost
  } catch {
    return true
  }
}
