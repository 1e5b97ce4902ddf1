import type { Selectable } from 'kysely'
import type { Reader, Tx } from '../../platform/db/db.ts'
import type { SignInFlows } from '../../platform/db/tables.ts'

export type FlowRow = Selectable<SignInFlows>

export const insertFlow = (tx: Tx, flow: FlowRow) => tx.insertInto('sign_in_flows').values(flow).execute()

type Wanted = { tokenHash: Buffer; now: Date; startedAfter: Date }

export const findFlow = (db: Reader, { tokenHash, now, startedAfter }: Wanted): Promise<FlowRow | undefined> =>
  db
    .selectFrom('sign_in_flows')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('step_expires_at', '>', now)
    .where('created_at', '>', startedAfter)
    .executeTakeFirst()

/** The one statement that ends a step: of many at once, one gets the row. */
export const takeFlow = (tx: Tx, tokenHash: Buffer) =>
  tx.deleteFrom('sign_in_flows').where('token_hash', '=', tokenHash).returning('id').executeTakeFirst()

/** Removes sign-ins whose step has run out. */
export const deleteEndedFlows = (tx: Tx, now: Date) =>
  tx.deleteFrom('sign_in_flows').where('step_expires_at', '<', now).execute()
