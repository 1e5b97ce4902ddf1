import { CallerGone, ServerBusy } from '../errors/server-busy.ts'

type Options = {
  /** Whether what lies behind (the database) has a queue of its own that nobody should be added to. */
  readonly isCrowded: () => boolean
  /** How long strangers may take together in one turn of the event loop, in milliseconds. */
  readonly sliceMs?: number
  /** How many may wait. */
  readonly most?: number
  /** How long one may wait, in milliseconds. */
  readonly patienceMs?: number
  /** How many requests of one known browser may pass those who wait, at once. */
  readonly perBrowser?: number
  /** Hears of each who was refused. */
  readonly onRefused?: (why: Refusal) => void
}

/** Why somebody was refused: as many as may wait did so already, or it took too long. */
type Refusal = 'line' | 'wait'

/** Somebody at the door. */
export type Arrival = {
  /** The id of a browser that has been signed in here, proven without asking anybody; null for strangers. Asked only where others wait. */
  readonly findBrowser: () => string | null
  /** Whether they have hung up. */
  readonly isGone: () => boolean
  /** Calls back when their request is over. */
  readonly whenOver: (done: () => void) => void
}

/** Lets in everybody while there is time for everybody, else known browsers at once and strangers in turn. */
export type Turnstile = {
  /** Null: come in. Else resolves when it is their turn. Throws ServerBusy where too many wait, or one too long. */
  enter(arrival: Arrival): Promise<void> | null
  /** How many wait at this moment. */
  waiting(): number
}

type Place = { readonly until: number; readonly isGone: () => boolean; enter(): void; leave(error: Error): void }

// A database that stands still is asked again after so many milliseconds whether it moves.
const pause = 5

/** Known browsers that passed the line: few requests of each at once, or the cookie of one would open the door to a crowd. */
function createPassage(most: number) {
  const inside = new Map<string, number>()
  return ({ findBrowser, isGone, whenOver }: Arrival): boolean => {
    const browser = isGone() ? null : findBrowser()
    if (browser === null) return false
    const count = inside.get(browser) ?? 0
    if (count >= most) return false
    inside.set(browser, count + 1)
    whenOver(() => {
      const left = (inside.get(browser) ?? 0) - 1
      if (left > 0) inside.set(browser, left)
      else inside.delete(browser)
    })
    return true
  }
}

/** Calls back in each turn of the event loop in which something began, and after a pause where somebody waits for more. */
function createTurns(callBack: () => void) {
  let began: number | null = null
  let isPausing = false
  const next = () => {
    began = null
    isPausing = false
    callBack()
  }
  return {
    /** Milliseconds since the first one began in this turn. */
    used: () => (began === null ? 0 : performance.now() - began),
    begin() {
      if (began !== null) return
      began = performance.now()
      setImmediate(next)
    },
    wait() {
      if (isPausing || began !== null) return
      isPausing = true
      setTimeout(next, pause)
    },
  }
}

/** Those who wait, first come, first served. */
function createLine(patienceMs: number, onRefused: (why: Refusal) => void) {
  const places: Place[] = []
  const refusal = (why: Refusal) => {
    onRefused(why)
    return new ServerBusy()
  }
  return {
    join: (isGone: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        places.push({ until: performance.now() + patienceMs, isGone, enter: resolve, leave: reject })
      }),
    /** Sends home who has hung up, and those at the front who waited too long. */
    clear() {
      const now = performance.now()
      for (let first = places[0]; first; first = places[0])
        if (first.isGone()) places.shift()?.leave(new CallerGone())
        else if (first.until < now) places.shift()?.leave(refusal('wait'))
        else break
    },
    letNextIn: () => places.shift()?.enter(),
    refusal,
    length: () => places.length,
  }
}

/**
 * A line before the work. Strangers get a slice of each turn of the event loop; when it is used up the others wait, and
 * one of them goes on in each turn. So whoever is known waits for one stranger, not for a thousand. By default 5 ms, 500
 * who wait, 2 s.
 */
export function createTurnstile(options: Options): Turnstile {
  const { isCrowded, sliceMs = 5, most = 500, patienceMs = 2_000, perBrowser = 8, onRefused = () => {} } = options
  const mayPass = createPassage(perBrowser)
  const line = createLine(patienceMs, onRefused)
  const turns = createTurns(() => {
    line.clear()
    if (line.length() === 0) return
    if (isCrowded()) return turns.wait()
    line.letNextIn()
    turns.begin()
  })
  const hasRoom = () => line.length() === 0 && turns.used() < sliceMs && !isCrowded()
  return {
    enter(arrival) {
      if (hasRoom()) {
        turns.begin()
        return null
      }
      if (mayPass(arrival)) return null
      if (line.length() >= most) throw line.refusal('line')
      turns.wait()
      return line.join(arrival.isGone)
    },
    waiting: line.length,
  }
}
