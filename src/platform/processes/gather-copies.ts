import type { Worker } from 'node:cluster'
import { type Gathered, type GatherMessage, isGatherMessage, patienceWithCopies } from './gather.ts'

/** Keeps what copies tell, and makes one of it. */
type Ledger<Content> = {
  note(place: number, content: Content): void
  end(place: number): void
  sum(fresh: ReadonlySet<number>): Content
}

type Round = {
  readonly number: number
  readonly told: Set<number>
  readonly askers: { readonly worker: Worker; readonly id: number }[]
  readonly asked: Set<number>
  timer: NodeJS.Timeout | null
}

type House<Content> = {
  readonly count: number
  readonly ledger: Ledger<Content>
  readonly living: Map<number, Worker>
  /** How many questions a copy has not answered yet. */
  readonly owed: Map<Worker, number>
  round: Round | null
  rounds: number
}

// One that stands still must not find a day's questions when it goes on.
const mostOwed = 3

// A copy that ends at this moment hears nothing any more; it is missing then.
const say = <Content>(worker: Worker, message: GatherMessage<Content>) => void worker.send(message, () => {})

function finish<Content>(house: House<Content>, { told, askers, timer }: Round): void {
  if (timer) clearTimeout(timer)
  house.round = null
  const places: Record<number, boolean> = {}
  for (let place = 1; place <= house.count; place += 1) places[place] = told.has(place)
  const report: Gathered<Content> = { sum: house.ledger.sum(told), places }
  for (const { worker, id } of askers) if (worker.isConnected()) say(worker, { gather: 'gathered', id, report })
}

function finishIfAllTold<Content>(house: House<Content>): void {
  const { round } = house
  if (round && [...round.asked].every((place) => round.told.has(place) || !house.living.has(place)))
    finish(house, round)
}

function begin<Content>(house: House<Content>): Round {
  house.rounds += 1
  const round: Round = { number: house.rounds, told: new Set(), asked: new Set(), askers: [], timer: null }
  round.timer = setTimeout(() => finish(house, round), patienceWithCopies)
  house.round = round
  for (const [place, worker] of house.living) {
    const owed = house.owed.get(worker) ?? 0
    if (owed >= mostOwed || !worker.isConnected()) continue
    house.owed.set(worker, owed + 1)
    round.asked.add(place)
    say(worker, { gather: 'tell', round: round.number })
  }
  return round
}

function hear<Content>(house: House<Content>, place: number, message: GatherMessage<Content>): void {
  const worker = house.living.get(place)
  if (!worker) return
  if (message.gather === 'wanted') {
    const round = house.round ?? begin(house)
    round.askers.push({ worker, id: message.id })
  }
  if (message.gather !== 'told') return
  house.owed.set(worker, (house.owed.get(worker) ?? 1) - 1)
  const { round } = house
  if (message.content !== null) house.ledger.note(place, message.content)
  if (message.round !== round?.number) return
  if (message.content === null) round.asked.delete(place)
  else round.told.add(place)
  finishIfAllTold(house)
}

/**
 * The supervisor's side of `joinGathering`: asks all copies at once, waits 0.6 s for them at most, and answers with what
 * the ledger makes of it. Whoever asks meanwhile shares the answer. Give each copy to what it returns, as it starts.
 */
export function gatherCopies<Content>(count: number, ledger: Ledger<Content>): (worker: Worker, place: number) => void {
  const house: House<Content> = { count, ledger, living: new Map(), owed: new Map(), round: null, rounds: 0 }
  return (worker, place) => {
    house.living.set(place, worker)
    worker.on('message', (message: unknown) => {
      if (isGatherMessage<Content>(message)) hear(house, place, message)
    })
    worker.once('exit', () => {
      house.owed.delete(worker)
      if (house.living.get(place) === worker) house.living.delete(place)
      ledger.end(place)
      finishIfAllTold(house)
    })
  }
}
