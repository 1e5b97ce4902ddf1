import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../../platform/db/db.ts'
import type { Filler } from '../../../platform/db/fill.ts'

const numbers = {
  new_accounts: sql<number>`(count(*) filter (where action = 'account.created'))::integer`,
  sign_ins: sql<number>`(count(*) filter (where action = 'sign-in.succeeded'))::integer`,
  failures: sql<number>`(count(*) filter (where action = 'sign-in.failed'))::integer`,
}
const isCounted = sql<boolean>`action in ('account.created', 'sign-in.succeeded', 'sign-in.failed')`

/** Where the figures end, if there are any. */
export async function findFiguresEnd(db: Reader): Promise<Date | null> {
  const row = await db
    .selectFrom('activity_figures')
    .select(sql<Date | null>`max(from_at) + interval '15 minutes'`.as('end'))
    .executeTakeFirst()
  return row?.end ?? null
}

/** Counts the quarters of an hour between two moments, those without events too; another may have counted them already. */
export async function insertFigures(tx: Tx, { from, until }: { from: Date; until: Date }): Promise<void> {
  await sql`
    insert into activity_figures (from_at, new_accounts, sign_ins, failures)
    select from_at, coalesce(new_accounts, 0), coalesce(sign_ins, 0), coalesce(failures, 0)
    from generate_series(${from}::timestamptz, ${until}::timestamptz - interval '15 minutes', '15 minutes') as from_at
    left join (
      select date_bin('15 minutes', occurred_at, 'epoch') as from_at,
        ${numbers.new_accounts} as new_accounts, ${numbers.sign_ins} as sign_ins, ${numbers.failures} as failures
      from audit_events where ${isCounted} and occurred_at >= ${from} and occurred_at < ${until} group by 1
    ) as counted using (from_at)
    on conflict (from_at) do nothing`.execute(tx)
}

export const deleteFigures = (tx: Tx, before: Date) =>
  tx.deleteFrom('activity_figures').where('from_at', '<', before).execute()

/** As the owner, who made events up that happened long ago: everything is counted anew. */
export const forgetFigures = (owner: Filler) => owner.query('delete from activity_figures')

/** Figures by the day they lie in: 1 for the first of the given ones. `end` is where the last of them ends. */
export const sumFigures = (db: Reader, dayStarts: readonly Date[]) =>
  db
    .selectFrom('activity_figures')
    .select([
      sql<number>`width_bucket(from_at, ${dayStarts}::timestamptz[])`.as('day'),
      sql<number>`sum(new_accounts)::integer`.as('new_accounts'),
      sql<number>`sum(sign_ins)::integer`.as('sign_ins'),
      sql<number>`sum(failures)::integer`.as('failures'),
      sql<Date>`max(from_at) + interval '15 minutes'`.as('end'),
    ])
    .where('from_at', '>=', dayStarts[0]!)
    .groupBy('day')
    .execute()

/** The same from the log itself, for what is not counted yet. */
export const countEvents = (db: Reader, { dayStarts, from }: { dayStarts: readonly Date[]; from: Date }) =>
  db
    .selectFrom('audit_events')
    .select([
      sql<number>`width_bucket(occurred_at, ${dayStarts}::timestamptz[])`.as('day'),
      numbers.new_accounts.as('new_accounts'),
      numbers.sign_ins.as('sign_ins'),
      numbers.failures.as('failures'),
    ])
    .where(isCounted)
    .where('occurred_at', '>=', from)
    .groupBy('day')
    .execute()

type Counted = { counted: number | null; estimate: number }

/**
 * What PostgreSQL believes a table to hold, -1 where it has not looked yet; and, unless that is more than `most` already,
 * the rows that are asked for, one by one, up to one more than `most`.
 */
const counting = (table: 'accounts' | 'sessions', { rows, most }: { rows: RawBuilder<unknown>; most: number }) =>
  sql<Counted>`(
    select estimate, case when estimate <= ${most} then (
      select count(*)::integer from (${rows} limit ${most} + 1) as found
    ) end as counted
    from (select reltuples::float8 as estimate from pg_class where oid = ${table}::regclass) as believed)`

const suspendedAt = (now: Date) => sql<number>`(
  select count(*)::integer from accounts
  where status = 'suspended' and (suspended_until is null or suspended_until > ${now}))`

/** Accounts, and those of them that are suspended. */
export const countAccounts = (db: Reader, { most, now }: { most: number; now: Date }) =>
  db
    .selectFrom(counting('accounts', { rows: sql`select id from accounts order by id`, most }).as('c'))
    .select(['c.counted', 'c.estimate', suspendedAt(now).as('suspended')])
    .executeTakeFirstOrThrow()

/** Sessions that are good. Those that have ended are swept every hour, so that the estimate, which has them too, is near. */
export const countSessions = (db: Reader, { most, now }: { most: number; now: Date }) => {
  const rows = sql`select id from sessions
    where expires_at > ${now} and last_seen_at + make_interval(secs => idle_seconds) > ${now} order by expires_at`
  return db.selectFrom(counting('sessions', { rows, most }).as('c')).selectAll().executeTakeFirstOrThrow()
}

type Schemas = { readonly own: string; readonly jobs: string }

export type TableRow = { name: string; bytes: string; rows: number }

// PostgreSQL counts rows when it analyzes; until it first does, what its statistics have seen is better than nothing.
const tablesOf = ({ own, jobs }: Schemas) => sql<TableRow>`(
  select case when n.nspname = ${own} then c.relname else n.nspname || '.' || c.relname end as name,
    pg_total_relation_size(c.oid) as bytes,
    coalesce(nullif(c.reltuples, -1)::float8, s.n_live_tup::float8) as rows
  from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_stat_all_tables s on s.relid = c.oid
  where c.relkind = 'r' and n.nspname in (${own}, ${jobs}))`

/** How large our tables are now, the largest first. */
export const findTables = (db: Reader, schemas: Schemas): Promise<TableRow[]> =>
  db.selectFrom(tablesOf(schemas).as('t')).select(['name', 'bytes', 'rows']).orderBy('bytes', 'desc').execute()

export const upsertSizes = (tx: Tx, day: string, tables: readonly TableRow[]) =>
  tx
    .insertInto('table_sizes')
    .values(tables.map(({ name, bytes }) => ({ measured_on: day, table_name: name, bytes })))
    .onConflict((conflict) =>
      conflict.columns(['measured_on', 'table_name']).doUpdateSet((eb) => ({ bytes: eb.ref('excluded.bytes') })),
    )
    .execute()

export const deleteSizes = (tx: Tx, before: string) =>
  tx.deleteFrom('table_sizes').where('measured_on', '<', before).execute()

export const findSizes = (db: Reader, since: string) =>
  db
    .selectFrom('table_sizes')
    .select(['measured_on', 'table_name', 'bytes'])
    .where('measured_on', '>=', since)
    .orderBy('measured_on')
    .execute()

export type NotableRow = {
  id: string
  occurred_at: Date
  action: string
  actor_kind: 'account' | 'nobody' | 'shell' | 'system'
  actor_id: string | null
  actor: string | null
  subject_id: string | null
  subject: string | null
}

// The newest of each kind by its index: of rare kinds, in a log of many others, nothing else is read.
const newestOf = (actions: readonly string[], limit: number) => sql<NotableRow>`(
  select e.*, a.username as actor, s.username as subject from (
    select one.id, one.occurred_at, one.action, one.actor_kind, one.actor_id, one.subject_id
    from unnest(${actions}::text[]) as kind (action)
    cross join lateral (
      select * from audit_events where audit_events.action = kind.action
      order by occurred_at desc, id desc limit ${limit}
    ) as one
    order by one.occurred_at desc, one.id desc limit ${limit}
  ) as e
  left join accounts a on a.id = e.actor_id left join accounts s on s.id = e.subject_id)`

/** The newest events of some kinds, with the usernames of those who are still here. */
export const findNewest = (db: Reader, { actions, limit }: { actions: readonly string[]; limit: number }) =>
  db
    .selectFrom(newestOf(actions, limit).as('e'))
    .selectAll()
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

export async function findChanges(db: Reader, eventIds: readonly string[]) {
  if (eventIds.length === 0) return []
  return db
    .selectFrom('audit_details')
    .select(['event_id', 'field', 'old_value', 'new_value'])
    .where('event_id', 'in', eventIds)
    .orderBy('field')
    .execute()
}
