import { setTimeout as sleep } from 'node:timers/promises'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { counterFaults, rowsFaults, sealFaults, uncoveredFault, unsealedFault, valuesFaults } from './faults.ts'
import * as queries from './queries.ts'
import { readEvents, readSeals, type WholeEvent } from './read-log.ts'
import { RowsDigest } from './rows-digest.ts'
import { type Seal, sealName } from './seal.ts'

/** What a look through the log found. */
export type Verification = {
  readonly events: number
  readonly seals: number
  readonly faults: number
  /** Seals whose events were pruned. */
  readonly prunedSeals: number
  /** Events after the last seal. */
  readonly unsealed: number
  /** The last seal, as the log of the server writes it. */
  readonly lastSeal: string | null
}

type Verify = {
  readonly key: Buffer
  /** Seals that must be there, as the log of the server wrote them. */
  readonly known?: readonly string[]
  readonly onFault: (sentence: string) => void
  readonly onProgress?: (done: number, of: number) => void
  /** How long a running server is waited for before its events count as not sealed, in milliseconds. */
  readonly patience?: number
}

type Stale = { count: number; lastXid: bigint; since: number }

const minute = 60

class Pass {
  readonly #verify: Verify
  readonly #events: AsyncGenerator<WholeEvent>
  readonly #total: number
  #next: IteratorResult<WholeEvent> | null = null
  faults = 0
  events = 0

  constructor(tx: Tx, total: number, verify: Verify) {
    this.#verify = verify
    this.#total = total
    this.#events = readEvents(tx)
  }

  report(sentences: readonly string[]): void {
    this.faults += sentences.length
    for (const sentence of sentences) this.#verify.onFault(sentence)
  }

  /** Takes the events of the transactions before this one, and checks what each says by itself. */
  async take(before: bigint | null, each: (event: WholeEvent) => void): Promise<void> {
    for (;;) {
      this.#next ??= await this.#events.next()
      const { value: event, done } = this.#next
      if (done || (before !== null && BigInt(event.xid) >= before)) return
      this.#next = null
      this.report(valuesFaults(event))
      each(event)
      this.events += 1
      if (this.events % 1_000 === 0) this.#verify.onProgress?.(this.events, this.#total)
    }
  }

  async digest(before: string): Promise<RowsDigest> {
    const digest = new RowsDigest()
    await this.take(BigInt(before), (event) => digest.add(event))
    return digest
  }
}

async function checkSeals(tx: Tx, pass: Pass, { key, known = [] }: Verify) {
  const missing = new Set(known)
  const found = { seals: 0, prunedSeals: 0, last: null as Seal | null }
  for await (const seal of readSeals(tx)) {
    pass.report(sealFaults(seal, found.last, key))
    const uncovered = await pass.digest(seal.fromXid)
    if (uncovered.count > 0) pass.report([uncoveredFault(seal, uncovered.facts())])
    pass.report(rowsFaults(seal, (await pass.digest(seal.toXid)).facts()))
    missing.delete(sealName(seal))
    found.seals += 1
    found.prunedSeals += seal.prunedAt ? 1 : 0
    found.last = seal
  }
  for (const name of missing)
    pass.report([`Seal ${name} is not there: the log of the server has another history than the database.`])
  return found
}

/** The rest, after the last seal; what is over and older than a minute should have been sealed. */
async function checkRest(tx: Tx, pass: Pass, last: Seal | null): Promise<{ unsealed: number; stale: Stale }> {
  const { settled, now } = await queries.readHorizon(tx)
  if (last) pass.report(counterFaults(settled, last))
  const stale: Stale = { count: 0, lastXid: 0n, since: Number(now) }
  let unsealed = 0
  await pass.take(null, ({ xid, occurredAt }) => {
    unsealed += 1
    if (BigInt(xid) >= BigInt(settled) || Number(now) - Number(occurredAt) <= minute) return
    stale.count += 1
    stale.lastXid = BigInt(xid)
    stale.since = Math.min(stale.since, Number(occurredAt))
  })
  return { unsealed, stale }
}

/** A transaction that took long has old events and is over only now: a server that runs seals them within seconds. */
async function isSealedSoon(db: Db, lastXid: bigint, patience: number): Promise<boolean> {
  const until = performance.now() + patience
  for (;;) {
    const last = await queries.findLastSeal(db)
    if (last && BigInt(last.toXid) > lastXid) return true
    if (performance.now() >= until) return false
    await sleep(Math.min(500, patience))
  }
}

/**
 * Reads the whole audit log at one moment and compares it with its seals: what was removed, changed or inserted, in events,
 * in their values, and in the seals themselves. Holds a few thousand rows at once, however many there are.
 */
export async function verifyLog(db: Db, verify: Verify): Promise<Verification> {
  const { pass, found, rest } = await db.transaction(async (tx) => {
    await queries.holdStill(tx)
    const pass = new Pass(tx, await queries.countEvents(tx), verify)
    const found = await checkSeals(tx, pass, verify)
    return { pass, found, rest: await checkRest(tx, pass, found.last) }
  })
  const { stale } = rest
  if (stale.count > 0 && !(await isSealedSoon(db, stale.lastXid, verify.patience ?? 10_000)))
    pass.report([unsealedFault(stale)])
  return {
    events: pass.events,
    seals: found.seals,
    faults: pass.faults,
    prunedSeals: found.prunedSeals,
    unsealed: rest.unsealed,
    lastSeal: found.last ? sealName(found.last) : null,
  }
}
