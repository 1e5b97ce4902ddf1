import type { Client } from 'pg'
import { schemaName } from '../schema-name.ts'

/** The process of PostgreSQL that answers. */
export const readBackend = async (client: Client): Promise<number> =>
  (await client.query('select pg_backend_pid() as pid')).rows[0].pid

export const begin = (client: Client) => client.query('begin')

export const rollback = (client: Client) => client.query('rollback')

/** What stands in the way of migrations; names as they are written in SQL. */
export type OwnerRights = {
  user: string
  database: string
  createsSchemas: boolean
  /** Of our two schemas, those that are not there or not furnished yet. */
  missing: string[]
  /** Another role, whose rights this one does not have, that owns something in our schemas. */
  otherOwner: string | null
}

export async function readOwnerRights(client: Client): Promise<OwnerRights> {
  const { rows } = await client.query<OwnerRights>(
    `with ours as (select unnest($1::text[]) as name)
     select quote_ident(current_user) as user, quote_ident(current_database()) as database,
       has_database_privilege(current_database(), 'create') as "createsSchemas",
       array(select name from ours where not exists (
         select from pg_class join pg_namespace n on n.oid = relnamespace where nspname = name and relname = 'migrations'
       )) as missing,
       (select quote_ident(pg_get_userbyid(owner)) from (
         select nspowner as owner from pg_namespace join ours on nspname = name
         union all
         select relowner from pg_class join pg_namespace n on n.oid = relnamespace join ours on nspname = name where relkind = 'r'
       ) owners where not pg_has_role(owner, 'usage') limit 1) as "otherOwner"`,
    [[schemaName, `${schemaName}_jobs`]],
  )
  return rows[0] as OwnerRights
}
