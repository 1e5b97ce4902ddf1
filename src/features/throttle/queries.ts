import { sql } from 'kysely'
import type { Reader, Tx } from '../../platform/db/db.ts'

type Row = { used: number; refused: number; resets_at: Date }

/** Counts one more in one atomic statement: the row decides the race, whoever comes at once waits for it. */
export async function countOne(tx: Tx, key: string, limit: { seconds: number; now: Date }): Promise<Row> {
  const resetsAt = new Date(limit.now.getTime() + limit.seconds * 1000)
  return tx
    .insertInto('rate_limits')
    .values({ key, used: 1, resets_at: resetsAt })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        used: sql`case when rate_limits.resets_at <= ${limit.now} then 1 else rate_limits.used + 1 end`,
        refused: sql`case when rate_limits.resets_at <= ${limit.now} then 0 else rate_limits.refused end`,
        resets_at: sql`case when rate_limits.resets_at <= ${limit.now} then ${resetsAt} else rate_limits.resets_at end`,
      }),
    )
    .returning(['used', 'refused', 'resets_at'])
    .executeTakeFirstOrThrow()
}

/** Turns the last count into a refusal; returns how many there were in this window. */
export async function countRefusal(tx: Tx, key: string): Promise<number> {
  const row = await tx
    .updateTable('rate_limits')
    .set((eb) => ({ used: eb('used', '-', 1), refused: eb('refused', '+', 1) }))
    .where('key', '=', key)
    .returning('refused')
    .executeTakeFirst()
  return row?.refused ?? 1
}

export const giveBack = (tx: Tx, key: string) =>
  tx
    .updateTable('rate_limits')
    .set((eb) => ({ used: eb('used', '-', 1) }))
    .where('key', '=', key)
    .where('used', '>', 0)
    .execute()

export const forget = (tx: Tx, key: string) => tx.deleteFrom('rate_limits').where('key', '=', key).execute()

export const deleteOld = (tx: Tx, now: Date) => tx.deleteFrom('rate_limits').where('resets_at', '<', now).execute()

/** How often each limit has refused in the windows that still run, most first; of very many windows those that end last. */
export const findRefused = (db: Reader, now: Date) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('rate_limits')
        .select(['key', 'refused'])
        .where('resets_at', '>', now)
        .orderBy('resets_at', 'desc')
        .limit(10_000)
        .as('running'),
    )
    .select([sql<string>`split_part(key, ':', 1)`.as('name'), sql<number>`sum(refused)::integer`.as('refused')])
    .where('refused', '>', 0)
    .groupBy('name')
    .orderBy('refused', 'desc')
    .execute()
