import { createHash } from 'node:crypto'
import { sha256 } from '../../../platform/crypto/hash.ts'
import { encodeParts } from './encode-parts.ts'
import { listEntry, longestList } from './row-list.ts'

/** A row of `audit_events` as it is sealed: every column as text. */
export type SealedRow = {
  readonly id: string
  /** Seconds since 1970 to the microsecond: a Date would round. */
  readonly occurredAt: string
  readonly action: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly subjectId: string | null
  readonly requestId: string
  readonly xid: string
  readonly personalDigest: Buffer
}

/** What a seal says of the rows that it covers. */
export type RowsFacts = {
  readonly eventCount: string
  readonly firstEventId: string
  readonly lastEventId: string
  readonly rowsHash: Buffer
  /** Over `rowDigests`, or over nothing where there are none. */
  readonly rowDigestsHash: Buffer
}

/** The facts with the list of the events: null where they are too many for one. */
export type RowsFound = RowsFacts & { readonly rowDigests: Buffer | null }

const partsOf = (row: SealedRow) => [
  row.id,
  row.occurredAt,
  row.action,
  row.actorKind,
  row.actorId,
  row.subjectId,
  row.requestId,
  row.xid,
  row.personalDigest.toString('hex'),
]

/** A digest that takes rows one by one, in the order of transaction and number; numbers are compared as such. */
export class RowsDigest {
  #hash = createHash('sha256')
  #count = 0
  #first = 0n
  #last = 0n
  #entries: Buffer[] | null = []

  get count(): number {
    return this.#count
  }

  add(row: SealedRow): void {
    const id = BigInt(row.id)
    const text = encodeParts(partsOf(row))
    this.#hash.update(text)
    if (this.#count === longestList) this.#entries = null
    this.#entries?.push(listEntry(row.id, text))
    this.#first = this.#count === 0 || id < this.#first ? id : this.#first
    this.#last = id > this.#last ? id : this.#last
    this.#count += 1
  }

  /** Ends the digest; called once. */
  facts(): RowsFound {
    const rowDigests = this.#entries && Buffer.concat(this.#entries)
    return {
      eventCount: String(this.#count),
      firstEventId: String(this.#first),
      lastEventId: String(this.#last),
      rowsHash: this.#hash.digest(),
      rowDigestsHash: sha256(rowDigests ?? ''),
      rowDigests,
    }
  }
}
