import { sql } from 'kysely'
import type { Client } from 'pg'
import type { Reader, Tx } from '../db/db.ts'

/** The schema of the queue: a name of its own, since a shared database may hold another one's graphile_worker. */
export const jobsSchema = 'porchlight_jobs'

const schema = sql.id(jobsSchema)

/** Tables of the queue that the role has no policy on yet: their row level security shows it nothing. */
async function findClosedTables(client: Client, appRole: string): Promise<string[]> {
  const { rows } = await client.query(
    `select c.relname as name from pg_class c
     where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relrowsecurity
       and not exists (select from pg_policy p where p.polrelid = c.oid and $2::regrole = any (p.polroles))
     order by c.relname`,
    [jobsSchema, appRole],
  )
  return rows.map(({ name }) => name)
}

/**
 * Opens the queue to the application role, and to it alone. What is already open is left in peace: a policy takes a lock
 * that would wait for every worker.
 */
export async function openQueue(client: Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole)
  for (const table of await findClosedTables(client, role)) {
    await client.query(
      `create policy ${client.escapeIdentifier(`porchlight_${appRole}`)} on ${jobsSchema}.${client.escapeIdentifier(table)}
         to ${role} using (true) with check (true)`,
    )
  }
  await client.query(`
    revoke all on schema ${jobsSchema} from public;
    revoke execute on all functions in schema ${jobsSchema} from public;
    grant usage on schema ${jobsSchema} to ${role};
    grant select, insert, update, delete on all tables in schema ${jobsSchema} to ${role};
    revoke insert, update, delete on ${jobsSchema}.migrations from ${role};
    grant usage, select on all sequences in schema ${jobsSchema} to ${role};
    grant execute on all functions in schema ${jobsSchema} to ${role};`)
}

type NewJob = {
  readonly payload: string
  readonly runAt?: Date
  readonly key?: string
  readonly timeOf?: 'first' | 'last'
}

export const addJob = (tx: Tx, name: string, { payload, runAt, key, timeOf = 'first' }: NewJob) =>
  sql`select from ${schema}.add_job(${name}, payload => ${payload}::json, run_at => ${runAt ?? null},
    job_key => ${key ?? null}, job_key_mode => ${timeOf === 'first' ? 'preserve_run_at' : 'replace'})`.execute(tx)

/** Answers where the role can see the queue. */
export const readQueue = (db: Reader) =>
  db.selectNoFrom(sql`exists (select from ${schema}.jobs where run_at < now())`.as('waiting')).execute()

/** As seen by the role: none where its rows are hidden from it. */
export async function countWaiting(db: Reader): Promise<number> {
  const waiting = sql<number>`(select count(*)::int from ${schema}._private_jobs where locked_at is null)`
  const { count } = await db.selectNoFrom(waiting.as('count')).executeTakeFirstOrThrow()
  return count
}

type Silence = { readonly silentMs: number }

const isFresh = ({ silentMs }: Silence) => sql<boolean>`beat_at > clock_timestamp() - ${silentMs} * interval '1 ms'`

type Backlog = {
  readonly states: Readonly<Record<'due' | 'later' | 'running' | 'failing' | 'given-up', number>>
  /** Of the job that has been due for longest; 0 where none is. */
  readonly oldestSeconds: number
  /** Workers with a sign of life. */
  readonly alive: number
}

/** How much waits to be done, and who is there to do it. */
export async function readBacklog(db: Reader, silence: Silence): Promise<Backlog> {
  const counts = sql<{ due: number; later: number; running: number; failing: number; over: number; oldest: number }>`(
    select count(*) filter (where is_available and run_at <= now())::int as due,
      count(*) filter (where is_available and run_at > now())::int as later,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where last_error is not null and attempts < max_attempts)::int as failing,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as over,
      coalesce(extract(epoch from now() - min(run_at) filter (where is_available and run_at <= now())), 0)::float as oldest
    from ${schema}._private_jobs)`
  const { alive, due, later, running, failing, over, oldest } = await db
    .with('counts', () => counts)
    .selectFrom('counts')
    .selectAll()
    .select(sql<number>`(select count(*)::int from workers where ${isFresh(silence)})`.as('alive'))
    .executeTakeFirstOrThrow()
  return { states: { due, later, running, failing, 'given-up': over }, oldestSeconds: oldest, alive }
}

/** By the database's clock, since workers on several machines are compared. */
export const beat = (tx: Tx, id: string) =>
  sql`insert into workers (id, started_at, beat_at) values (${id}, clock_timestamp(), clock_timestamp())
    on conflict (id) do update set beat_at = excluded.beat_at`.execute(tx)

export const deleteWorker = (tx: Tx, id: string) => tx.deleteFrom('workers').where('id', '=', id).execute()

export const deleteSilentWorkers = (tx: Tx, silence: Silence) =>
  sql`delete from workers where not ${isFresh(silence)}`.execute(tx)

/** Who holds jobs or queues for longer than a silence and does not beat. One that was paused and goes on gets the time to beat again. */
export async function findSilentHolders(db: Reader, silence: Silence): Promise<string[]> {
  const held = sql<{ id: string }>`(
    select held.locked_by as id from (
      select locked_by, locked_at from ${schema}._private_jobs
      union all select locked_by, locked_at from ${schema}._private_job_queues
    ) held
    where held.locked_at < clock_timestamp() - ${silence.silentMs} * interval '1 ms'
      and not exists (select from workers where workers.id = held.locked_by and ${isFresh(silence)})
    group by held.locked_by)`
  const rows = await db
    .with('silent', () => held)
    .selectFrom('silent')
    .select('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** The queue's own way: whoever got a job in the meantime keeps it. */
export const releaseJobsOf = (tx: Tx, workerIds: readonly string[]) =>
  sql`select ${schema}.force_unlock_workers(${workerIds}::text[])`.execute(tx)

export const findFreshWorker = (db: Reader, silence: Silence) =>
  db.selectFrom('workers').select('id').where(isFresh(silence)).limit(1).executeTakeFirst()
