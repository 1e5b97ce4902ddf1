import { setTimeout as sleep } from 'node:timers/promises'
import type { Db, Tx } from '../../../platform/db/db.ts'
import {
  counterFaults,
  listFault,
  needsList,
  rowsFaults,
  sealFaults,
  uncoveredFault,
  unsealedFault,
  valuesFaults,
} from './faults.ts'
import * as queries from './queries.ts'
import { readEvents, readSeals, type WholeEvent } from './read-log.ts'
import { RowsDigest } from './rows-digest.ts'
import { type Seal, sealName } from './seal.ts'

/** What a look through some or all of the log found. */
export type Verification = {
  readonly events: number
  readonly seals: number
  readonly faults: number
  readonly firstFault: string | null
  /** Seals whose events were pruned. */
  readonly prunedSeals: number
  /** Events after the last seal; 0 where only seals were looked at. */
  readonly unsealed: number
  /** The last seal, as the log of the server writes it. */
  readonly lastSeal: string | null
  /** The numbers of the first and the last seal that were looked at; null where there was none. */
  readonly range: { readonly from: string; readonly to: string } | null
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
  firstFault: string | null = null
  events = 0

  constructor(tx: Tx, { total, fromXid }: { total: number; fromXid: string }, verify: Verify) {
    this.#verify = verify
    this.#total = total
    this.#events = readEvents(tx, fromXid)
  }

  report(sentences: readonly string[]): void {
    this.faults += sentences.length
    this.firstFault ??= sentences[0] ?? null
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

type Looked = { seals: number; prunedSeals: number; first: Seal | null; last: Seal | null }

async function checkRows(tx: Tx, pass: Pass, seal: queries.ReadSeal): Promise<void> {
  if (!seal.hasItsList) pass.report([listFault(seal)])
  const found = (await pass.digest(seal.toXid)).facts()
  const list = seal.hasItsList && needsList(seal, found) ? await queries.findRowDigests(tx, seal.id) : null
  pass.report(rowsFaults(seal, found, list))
}

/** All seals after one, each with its events. */
async function checkSeals(tx: Tx, pass: Pass, { key, after }: { key: Buffer; after: Seal | null }): Promise<Looked> {
  const looked: Looked = { seals: 0, prunedSeals: 0, first: null, last: after }
  for await (const seal of readSeals(tx, after?.id ?? '0')) {
    pass.report(sealFaults(seal, looked.last, key))
    const uncovered = await pass.digest(seal.fromXid)
    if (uncovered.count > 0) pass.report([uncoveredFault(seal, uncovered.facts())])
    await checkRows(tx, pass, seal)
    looked.first ??= seal
    looked.last = seal
    looked.seals += 1
    looked.prunedSeals += seal.prunedAt ? 1 : 0
  }
  return looked
}

async function checkKnown(tx: Tx, pass: Pass, known: readonly string[]): Promise<void> {
  for (const name of known) {
    const seal = await queries.findSealBefore(tx, String(BigInt(name.split(':')[0] ?? '0') + 1n))
    if (!seal || sealName(seal) !== name)
      pass.report([`Seal ${name} is not there: the log of the server has another history than the database.`])
  }
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

const verificationOf = (pass: Pass, { seals, prunedSeals, first, last }: Looked, unsealed: number): Verification => ({
  events: pass.events,
  seals,
  faults: pass.faults,
  firstFault: pass.firstFault,
  prunedSeals,
  unsealed,
  lastSeal: last ? sealName(last) : null,
  range: first && last ? { from: first.id, to: last.id } : null,
})

/**
 * Reads the whole audit log at one moment and compares it with its seals: what was removed, changed or inserted, in events,
 * in their values, and in the seals themselves. Holds a few thousand rows at once, however many there are.
 */
export async function verifyLog(db: Db, verify: Verify): Promise<Verification> {
  const { pass, looked, rest } = await db.transaction(async (tx) => {
    await queries.holdStill(tx)
    const pass = new Pass(tx, { total: await queries.countEvents(tx), fromXid: '0' }, verify)
    const looked = await checkSeals(tx, pass, { key: verify.key, after: null })
    await checkKnown(tx, pass, verify.known ?? [])
    return { pass, looked, rest: await checkRest(tx, pass, looked.last) }
  })
  const { stale } = rest
  if (stale.count > 0 && !(await isSealedSoon(db, stale.lastXid, verify.patience ?? 10_000)))
    pass.report([unsealedFault(stale)])
  return verificationOf(pass, looked, rest.unsealed)
}

const most = { seals: 500, events: 10_000 } as const

/**
 * The same for the newest seals alone, as many as have 10,000 events together and 500 at most. Null where there is no seal,
 * or where the newest one has more than that.
 */
export const verifyNewest = (db: Db, key: Buffer): Promise<Verification | null> =>
  db.transaction(async (tx) => {
    await queries.holdStill(tx)
    const oldest = await queries.findOldestOfNewest(tx, most)
    if (oldest === null) return null
    const after = (await queries.findSealBefore(tx, oldest)) ?? null
    const pass = new Pass(tx, { total: most.events, fromXid: after?.toXid ?? '0' }, { key, onFault: () => {} })
    return verificationOf(pass, await checkSeals(tx, pass, { key, after }), 0)
  })
