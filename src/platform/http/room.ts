import type { FastifyReply, FastifyRequest } from 'fastify'
import { CallerGone, ServerBusy } from '../errors/server-busy.ts'
import { type Meter, sample } from '../observe/metrics/meter.ts'
import type { Doorkeeper } from './app.ts'
import { turnedAway, waiting } from './metrics.ts'
import { isSafe } from './same-origin.ts'
import { createTurnstile } from './turnstile.ts'

/**
 * The first question to each request: whether there is room for it. Null: there is; else it has to wait. Probes always come
 * in. Whoever is turned away is counted. Throws ServerBusy.
 */
export function createRoomKeeper(doorkeeper: Doorkeeper, meter: Meter) {
  const { isCrowded } = doorkeeper
  const turnAway = (reason: 'line' | 'wait' | 'passwords') => meter.count(turnedAway, { reason })
  const turnstile = createTurnstile({ isCrowded, onRefused: turnAway })
  meter.watch(() => [sample(waiting, turnstile.waiting())])
  return (request: FastifyRequest, { raw }: FastifyReply): Promise<void> | null => {
    const { anyHost, hashes } = request.routeOptions.config
    if (anyHost) return null
    const findBrowser = () => doorkeeper.findBrowser(request)
    const isTooMuch = () => hashes && !isSafe(request.method) && doorkeeper.isHashingFull() && findBrowser() === null
    // Before anything is counted or read, which of a flood is the most; and in turn, since refusing takes time too.
    const requireHashing = () => {
      if (!isTooMuch()) return
      turnAway('passwords')
      throw new ServerBusy()
    }
    const arrival = { findBrowser, isGone: () => raw.closed, whenOver: (done: () => void) => raw.once('close', done) }
    const turn = turnstile.enter(arrival)
    if (turn) return turn.then(requireHashing)
    requireHashing()
    return null
  }
}

/** Aborts when the connection closes before the reply is out. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  const look = () => raw.writableFinished || gone.abort(new CallerGone())
  if (raw.closed) look()
  else raw.once('close', look)
  return gone.signal
}
