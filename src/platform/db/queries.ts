import { sql } from 'kysely'
import type { Client } from 'pg'
import type { Notice, Reader, Tx } from './db.ts'
import type { Migration } from './migrations.ts'
import { schemaName } from './schema-name.ts'

// Any number, the same for every Porchlight: two migrators on one database take turns.
const migrationLock = 7_062_021

/** Gives a new session its settings, and tells whether its server only follows another one. */
export async function settleSession(
  client: Pick<Client, 'query'>,
  settings: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { rows } = await client.query(
    `select pg_is_in_recovery() as "isReplica",
       array(select set_config(name, value, false) from unnest($1::text[], $2::text[]) as given (name, value))`,
    [Object.keys(settings), Object.values(settings)],
  )
  return rows[0].isReplica
}

export type AppliedMigration = { number: number; name: string; breaking: boolean }

export const takeMigrationLock = (client: Client) => client.query('select pg_advisory_lock($1)', [migrationLock])

/** Null where nothing was ever migrated. */
export async function findAppliedMigrations(client: Pick<Client, 'query'>): Promise<AppliedMigration[] | null> {
  const { rows } = await client.query('select to_regclass($1) as found', [`${schemaName}.migrations`])
  if (rows[0].found === null) return null
  return (await client.query(`select number, name, breaking from ${schemaName}.migrations order by number`)).rows
}

export async function createMigrationsTable(client: Client, appRole: string): Promise<void> {
  const role = client.escapeIdentifier(appRole)
  // Not `if not exists`, which asks for the right to make one also where it is there.
  const { rows } = await client.query('select to_regnamespace($1) is null as missing', [schemaName])
  if (rows[0].missing) await client.query(`create schema ${schemaName}`)
  await client.query(`
    grant usage on schema ${schemaName} to ${role};
    create table if not exists ${schemaName}.migrations (
      number integer constraint migrations_pkey primary key,
      name text not null,
      breaking boolean not null,
      applied_at timestamptz not null default now()
    );
    comment on table ${schemaName}.migrations is 'The steps of the schema that were applied.';
    grant select on ${schemaName}.migrations to ${role};`)
}

/** One migration, one transaction; the row comes first, so that whatever runs beside it collides before it changes anything. */
export async function applyMigration(client: Client, migration: Migration, appRole: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`insert into ${schemaName}.migrations (number, name, breaking) values ($1, $2, $3)`, [
      migration.number,
      migration.name,
      migration.breaking,
    ])
    await client.query(migration.text.replaceAll(':APP_ROLE', client.escapeIdentifier(appRole)))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Whether a role cannot even read one of our tables: it was not the one to whom the migrations gave rights. */
export async function isShutOut(client: Client, role: string): Promise<boolean> {
  const { rows } = await client.query(
    `select exists (
       select from pg_class where relnamespace = to_regnamespace($1) and relkind = 'r'
         and not has_any_column_privilege($2, oid, 'select')
     ) as "isShutOut"`,
    [schemaName, role],
  )
  return rows[0].isShutOut
}

export type RoleFacts = {
  user: string
  superuser: boolean
  version: number
  serverVersion: string
  database: string
  /** When the server started, which tells two of them apart. */
  startedAt: string
}

export async function readRoleFacts(client: Pick<Client, 'query'>): Promise<RoleFacts> {
  const { rows } = await client.query(`
    select current_user as user, rolsuper as superuser, current_setting('server_version_num')::int as version,
      split_part(current_setting('server_version'), ' ', 1) as "serverVersion", current_database() as database,
      pg_postmaster_start_time()::text as "startedAt"
    from pg_roles where rolname = current_user`)
  return rows[0]
}

/** What PostgreSQL says of how many connections it takes. */
export type ConnectionLimits = {
  /** `max_connections`. */
  most: number
  /** Those of them that only superusers and their like get. */
  reserved: number
  /** What this role or database may have; null where only the server's own limit holds. */
  own: number | null
}

export async function readConnectionLimits(client: Client): Promise<ConnectionLimits> {
  const { rows } = await client.query(
    `select current_setting('max_connections')::int as most,
       current_setting('superuser_reserved_connections')::int
         + coalesce(current_setting('reserved_connections', true)::int, 0) as reserved,
       least(nullif(rolconnlimit, -1), nullif(datconnlimit, -1)) as own
     from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  )
  return rows[0]
}

export const ping = (db: Reader) => db.selectNoFrom(sql<number>`1`.as('one')).execute()

/** In bytes. */
export async function readSize(db: Reader): Promise<number> {
  const size = sql<string>`pg_database_size(current_database())`
  return Number((await db.selectNoFrom(size.as('size')).executeTakeFirstOrThrow()).size)
}

export const countMigrations = async (db: Reader): Promise<number> =>
  Number((await db.selectFrom('migrations').select(db.fn.countAll().as('count')).executeTakeFirstOrThrow()).count)

export const sendNotice = (tx: Tx, { channel, payload }: Notice) =>
  sql`select pg_notify(${channel}, ${payload})`.execute(tx)
