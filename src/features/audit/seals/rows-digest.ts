import { createHash } from 'node:crypto'
import { encodeParts } from './encode-parts.ts'

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
}

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

  get count(): number {
    return this.#count
  }

  add(row: SealedRow): void {
    const id = BigInt(row.id)
    this.#hash.update(encodeParts(partsOf(row)))
    this.#first = this.#count === 0 || id < this.#first ? id : this.#first
    this.#last = id > this.#last ? id : this.#last
    this.#count += 1
  }

  /** Ends the digest; called once. */
  facts(): RowsFacts {
    return {
      eventCount: String(this.#count),
      firstEventId: String(this.#first),
      lastEventId: String(this.#last),
      rowsHash: this.#hash.digest(),
    }
  }
}
