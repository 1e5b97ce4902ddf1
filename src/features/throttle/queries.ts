import { sql } from 'kysely'
import type { Prepared, Reader, Tx } from '../../platform/db/db.ts'

export type CountRow = { readonly used: number; readonly refused: number; readonly resets_at: Date }

/**
 * Counts one more ($1 the key, $2 now, $3 the end of a window that begins now) in one atomic statement: the row decides the
 * race, whoever comes at once waits for it.
 */
export const countOne: Prepared = {
  name: 'count-one',
  text: `
    insert into rate_limits as r (key, used, resets_at) values ($1, 1, $3)
    on conflict (key) do update set
      used = case when r.resets_at <= $2 then 1 else r.used + 1 end,
      refused = case when r.resets_at <= $2 then 0 else r.refused end,
      resets_at = case when r.resets_at <= $2 then $3 else r.resets_at end
    returning used, refused, resets_at`,
}

/** Turns the last count of a key ($1) into a refusal; tells how many there were in this window. */
export const countRefusal: Prepared = {
  name: 'count-refusal',
  text: 'update rate_limits set used = used - 1, refused = refused + 1 where key = $1 returning refused',
}

export const giveBack: Prepared = {
  name: 'give-back',
  text: 'update rate_limits set used = used - 1 where key = $1 and used > 0',
}

export const forget: Prepared = { name: 'forget', text: 'delete from rate_limits where key = $1' }

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
