import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'

/** Whoever makes the first admin waits here for whoever else is at it, until the transaction ends. */
export const lockFirstAdmin = (tx: Tx) =>
  tx.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended('porchlight first admin', 0))`.as('locked')).execute()
