import type { Tx } from '../../../platform/db/db.ts'
import { findDetails } from '../queries.ts'
import type { ChangedValue } from './personal-digest.ts'
import * as queries from './queries.ts'
import type { SealedRow } from './rows-digest.ts'

/** An event with what stands apart of it: no salt where its identity is gone. */
export type WholeEvent = SealedRow & {
  readonly ip: string | null
  readonly userAgent: string | null
  readonly salt: Buffer | null
  readonly isErased: boolean
  /** Whether the copy of its time beside its address, by which it is searched, is another. */
  readonly isDatedElse: boolean
  readonly changes: readonly ChangedValue[]
}

// What is in memory at once, however long the log is.
const atOnce = 2_000

/** All seals after one, in order. */
export async function* readSeals(tx: Tx, afterId: string): AsyncGenerator<queries.ReadSeal> {
  let after = afterId
  for (;;) {
    const seals = await queries.findSealsAfter(tx, after, atOnce)
    yield* seals
    const last = seals.at(-1)
    if (!last || seals.length < atOnce) return
    after = last.id
  }
}

async function findChanges(tx: Tx, ids: readonly string[]): Promise<Map<string, ChangedValue[]>> {
  const byEvent = new Map<string, ChangedValue[]>()
  for (const { event_id: id, field, old_value: old, new_value: now } of await findDetails(tx, ids)) {
    const changes = byEvent.get(id) ?? []
    changes.push({ field, old, new: now })
    byEvent.set(id, changes)
  }
  return byEvent
}

/** All events from a transaction on, in the order in which they are sealed. */
export async function* readEvents(tx: Tx, fromXid: string): AsyncGenerator<WholeEvent> {
  let after: queries.Place = { xid: fromXid, id: '0' }
  for (;;) {
    const events = await queries.findWholeEventsAfter(tx, after, atOnce)
    const ids = events.map(({ id }) => id)
    const changes = await findChanges(tx, ids)
    for (const event of events) yield { ...event, changes: changes.get(event.id) ?? [] }
    const last = events.at(-1)
    if (!last || events.length < atOnce) return
    after = { xid: last.xid, id: last.id }
  }
}
