import { sql } from 'kysely'
import type { Reader } from '../../../platform/db/db.ts'
import { isLiving } from '../queries.ts'

export type KnownDeviceRow = {
  id: string
  first_seen_at: Date
  last_seen_at: Date
  user_agent: string | null
  trusted_until: Date | null
  signed_in: boolean
  total: number
}

type Wanted = {
  accountId: string
  currentId: string | null
  now: Date
  signedIn: 'all' | 'no'
  limit: number
}

const lastUse = sql<Date>`greatest(d.last_seen_at, s.last_seen_at)`

/** The browsers that an account knows, this one first, then those used last; `total` counts those beyond `limit` too. */
export const findKnownDevices = (db: Reader, wanted: Wanted): Promise<KnownDeviceRow[]> =>
  db
    .selectFrom('devices as d')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('sessions')
          .select(['device_id', eb.fn.max('last_seen_at').as('last_seen_at')])
          .where('account_id', '=', wanted.accountId)
          .where(isLiving(wanted.now))
          .groupBy('device_id')
          .as('s'),
      (join) => join.onRef('s.device_id', '=', 'd.id'),
    )
    .select(['d.id', 'd.first_seen_at', 'd.user_agent', lastUse.as('last_seen_at')])
    .select([
      sql<Date | null>`case when d.trusted_until > ${wanted.now} then d.trusted_until end`.as('trusted_until'),
      sql<boolean>`s.device_id is not null`.as('signed_in'),
      sql<number>`(count(*) over ())::integer`.as('total'),
    ])
    .where('d.account_id', '=', wanted.accountId)
    .$if(wanted.signedIn === 'no', (query) => query.where('s.device_id', 'is', null))
    .orderBy(sql`d.id is not distinct from ${wanted.currentId}`, 'desc')
    .orderBy(lastUse, 'desc')
    .orderBy('d.id')
    .limit(wanted.limit)
    .execute()
