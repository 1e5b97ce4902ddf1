import type { Client } from 'pg'
import { schemaName } from '../schema-name.ts'

/** What the role of this connection is and may do. */
export type RoleRights = {
  role: string
  superuser: boolean
  /** Tables of the audit log that it owns, by itself or by a role that it belongs to. */
  ownedAudit: string[]
  /** Of those it does not own, the ones whose rows it may change or remove. */
  changeableAudit: string[]
  /** Where it may make tables or schemas. */
  createsIn: string[]
}

export async function readRoleRights(client: Client): Promise<RoleRights> {
  const { rows } = await client.query<RoleRights>(
    `with audit as (
       select relname::text as name, pg_has_role(relowner, 'usage') as owned,
         has_table_privilege(oid, 'update') or has_table_privilege(oid, 'delete') or has_table_privilege(oid, 'truncate') as changeable
       from pg_class where relnamespace = to_regnamespace($1) and relkind = 'r' and relname like 'audit\\_%'
     )
     select rolname::text as role, rolsuper as superuser,
       (select coalesce(array_agg(name order by name) filter (where owned), '{}') from audit) as "ownedAudit",
       (select coalesce(array_agg(name order by name) filter (where changeable and not owned), '{}') from audit) as "changeableAudit",
       array(select 'schema ' || nspname from pg_namespace
             where nspname in ($1, $1 || '_jobs', 'public') and has_schema_privilege(oid, 'create') order by nspname)
         || array(select 'database ' || current_database() where has_database_privilege(current_database(), 'create')) as "createsIn"
     from pg_roles where rolname = current_user`,
    [schemaName],
  )
  return rows[0] as RoleRights
}

/** Settings of the server by name, as text; those that its version does not have are missing. */
export async function readSettings(client: Client, names: readonly string[]): Promise<Record<string, string>> {
  const { rows } = await client.query('select name, setting from pg_settings where name = any($1)', [names])
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
}

export async function readClock(client: Client): Promise<Date> {
  return (await client.query('select clock_timestamp() as now')).rows[0].now
}
