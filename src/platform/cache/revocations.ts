import type { Notice, Tx } from '../db/db.ts'
import { notify } from '../db/notify.ts'

/** Where revocations are told in PostgreSQL: a channel belongs to one database. */
export const revocationChannel = 'porchlight_revoked'

/** Ids of accounts or sessions whose kept copies are out of date; `everything` where messages may have been missed. */
export type Revoked = readonly string[] | 'everything'

/** A way by which every process hears of revocations. */
export type RevocationChannel = {
  /** Returns how to stop. */
  subscribe(listener: (revoked: Revoked) => void): () => void
  /** Whether a message sent now would arrive: shown by a round trip on the channel itself, not long ago. */
  isProven(): boolean
  close(): Promise<void>
}

/**
 * Revokes, with the transaction, what processes keep about accounts or sessions: everywhere within moments, in this process
 * before the caller goes on. At most 200 ids.
 */
export const publishRevocation = (tx: Tx, ids: readonly string[]): Promise<void> =>
  notify(tx, { channel: revocationChannel, payload: ids.join(' ') })

/** The ids in a message. */
export const idsOf = (payload: string): readonly string[] => payload.split(' ')

/** The ids in what a transaction of this process sent. */
export const revokedBy = (notices: readonly Notice[]): readonly string[] =>
  notices.filter(({ channel }) => channel === revocationChannel).flatMap(({ payload }) => idsOf(payload))
