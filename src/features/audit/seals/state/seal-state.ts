import type { Db, Reader } from '../../../../platform/db/db.ts'
import { findLastSeal } from '../queries.ts'
import type { Verification } from '../verify-log.ts'
import * as queries from './queries.ts'

/** How far the log is sealed, and what the last look through it found. */
export type SealState = {
  /** The latest seal; null where nothing is sealed yet. */
  readonly seal: { readonly id: string; readonly at: Date; readonly keyId: string } | null
  /** Events that wait for a seal; where they are more than `countedAtMost`, one more than that. */
  readonly waiting: number
  /** Null: nobody has looked yet. */
  readonly verification: {
    readonly at: Date
    /** Null: it was the whole log. */
    readonly range: { readonly from: string; readonly to: string } | null
    readonly faults: number
    readonly firstFault: string | null
  } | null
}

/** Waiting events are counted one by one up to here. */
export const countedAtMost = 1_000

/** Reads it in three statements. */
export async function findSealState(db: Reader): Promise<SealState> {
  const last = await findLastSeal(db)
  const [waiting, found] = await Promise.all([
    queries.countEventsFrom(db, last?.toXid ?? '0', countedAtMost + 1),
    queries.findLastVerification(db),
  ])
  return {
    seal: last ? { id: last.id, at: new Date(Number(last.sealedAt) * 1000), keyId: last.keyId } : null,
    waiting,
    verification: found
      ? {
          at: found.verified_at,
          range:
            found.from_seal_id === null || found.to_seal_id === null
              ? null
              : { from: found.from_seal_id, to: found.to_seal_id },
          faults: Number(found.fault_count),
          firstFault: found.first_fault,
        }
      : null,
  }
}

/** Keeps what a verification found, for those who ask later; `isWhole` where it was the whole log. */
export const noteVerification = (
  db: Db,
  { events, faults, firstFault, range }: Verification,
  { at, isWhole }: { readonly at: Date; readonly isWhole: boolean },
): Promise<unknown> =>
  db.transaction((tx) =>
    queries.insertVerification(tx, { at, events, faults, firstFault, range: isWhole ? null : range }),
  )
