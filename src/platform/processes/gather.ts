import { setTimeout as sleep } from 'node:timers/promises'

/** What the copies of a server tell, as one; `places` says of each whether it is in it. */
export type Gathered<Content> = { readonly sum: Content; readonly places: Readonly<Record<number, boolean>> }

/** Between a copy and its supervisor. A copy asks for all (`wanted`), each is asked (`tell`) and answers (`told`), the copy gets the sum (`gathered`). */
export type GatherMessage<Content> =
  | { readonly gather: 'wanted'; readonly id: number }
  | { readonly gather: 'tell'; readonly round: number }
  | { readonly gather: 'told'; readonly round: number; readonly content: Content | null }
  | { readonly gather: 'gathered'; readonly id: number; readonly report: Gathered<Content> }

export const isGatherMessage = <Content>(message: unknown): message is GatherMessage<Content> =>
  typeof message === 'object' && message !== null && 'gather' in message

// In milliseconds: together less than the second that whoever asks may have.
export const patienceWithCopies = 600
const patienceWithSupervisor = 900

type Way = Pick<NodeJS.Process, 'on' | 'send'>

/** The supervisor stands still, so nobody knows of the others. */
class GatheringFailed extends Error {
  override name = 'GatheringFailed'
}

/**
 * Lets this copy tell what it is asked for, and ask for all. Asking takes a second at most and throws GatheringFailed after
 * that. `read` must not wait for anything that can hang.
 */
export function joinGathering<Content>(
  read: () => Promise<Content>,
  way: Way = process,
): () => Promise<Gathered<Content>> {
  const waiting = new Map<number, (report: Gathered<Content>) => void>()
  const say = (message: GatherMessage<Content>) => way.send?.(message, undefined, {}, () => {}) // a supervisor that is gone hears nothing
  let lastId = 0

  way.on('message', (message: unknown) => {
    if (!isGatherMessage<Content>(message)) return
    if (message.gather === 'gathered') waiting.get(message.id)?.(message.report)
    if (message.gather !== 'tell') return
    const { round } = message
    read().then(
      (content) => say({ gather: 'told', round, content }),
      () => say({ gather: 'told', round, content: null }),
    )
  })

  return async () => {
    lastId += 1
    const id = lastId
    const { promise, resolve } = Promise.withResolvers<Gathered<Content>>()
    const over = new AbortController()
    waiting.set(id, resolve)
    say({ gather: 'wanted', id })
    const late = sleep(patienceWithSupervisor, null, { signal: over.signal }).catch(() => null)
    try {
      const report = await Promise.race([promise, late])
      if (report === null) throw new GatheringFailed('the supervisor did not answer in time')
      return report
    } finally {
      waiting.delete(id)
      over.abort()
    }
  }
}
