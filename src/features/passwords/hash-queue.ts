import { availableParallelism } from 'node:os'
import { hash as argonHash, verify as argonVerify, hashSync, parseOptions } from '@node-rs/argon2'
import { randomToken } from '../../platform/crypto/random.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { isPossiblePassword, normalizePassword } from './policy.ts'

// OWASP's second choice for argon2id: 19 MiB, two passes, one lane; the package's default algorithm is argon2id, v=19.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const
const argon2id = 2

type Options = {
  /** How many hashes are computed at once; each takes a core and 19 MiB. */
  readonly concurrency?: number
  /** How many may wait. */
  readonly maxQueue?: number
  /** How long one may wait, in milliseconds. */
  readonly deadlineMs?: number
}

type Wait = { readonly signal?: AbortSignal | undefined }

/** Hashes and verifies passwords, so many at once and no more. Both throw `AppError` 503 `busy` when too many wait or too long. */
export type Hasher = {
  /** Argon2id of the NFKC form, as a PHC string. Throws `AppError` 422 for what `isPossiblePassword` denies. */
  hash(password: string, wait?: Wait): Promise<string>
  /** Whether the password belongs to the hash; null (nobody of that name) takes the same work and is false. */
  verify(hash: string | null, password: string, wait?: Wait): Promise<boolean>
  /** How many run and how many wait at this moment. */
  load(): { running: number; waiting: number }
}

const busy = (): AppError => new AppError(503, 'busy', { retryAfterSeconds: 2 })

/** A queue of bounded width and length: `run` starts the work at once, or when its turn comes before the deadline, or never. */
const createQueue = ({ concurrency, maxQueue, deadlineMs }: Required<Options>) => {
  const waiting = new Set<() => void>()
  let running = 0

  const turn = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (settle: () => void) => {
        waiting.delete(start)
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        settle()
      }
      const start = () => leave(resolve)
      const abort = () => leave(() => reject(signal?.reason))
      const timer = setTimeout(() => leave(() => reject(busy())), deadlineMs)
      signal?.addEventListener('abort', abort)
      waiting.add(start)
    })

  const release = () => {
    const [next] = waiting
    if (next) next()
    else running -= 1
  }

  const run = async <Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> => {
    signal?.throwIfAborted()
    if (running < concurrency) running += 1
    else if (waiting.size >= maxQueue) throw busy()
    else await turn(signal)
    try {
      return await work()
    } finally {
      release()
    }
  }

  return { run, load: () => ({ running, waiting: waiting.size }) }
}

/** A hasher of its own width; by default one hash for each core, 64 waiting, 2 seconds. */
export const createHasher = (options: Options = {}): Hasher => {
  const queue = createQueue({ concurrency: availableParallelism(), maxQueue: 64, deadlineMs: 2000, ...options })
  const dummy = hashSync(randomToken(), cost)
  return {
    hash: (password, { signal } = {}) => {
      if (!isPossiblePassword(password)) return Promise.reject(new AppError(422, 'password-impossible'))
      return queue.run(() => argonHash(normalizePassword(password), cost), signal)
    },
    verify: (hash, password, { signal } = {}) => {
      // An impossible password costs what a wrong one costs.
      const isPossible = isPossiblePassword(password)
      const given = isPossible ? normalizePassword(password) : ''
      return queue.run(async () => {
        const isMatch = await argonVerify(hash ?? dummy, given)
        return isMatch && isPossible && hash !== null
      }, signal)
    },
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
