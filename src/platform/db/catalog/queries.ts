import type { Client } from 'pg'

/** A column as PostgreSQL prints it. */
export type Column = {
  table: string
  name: string
  type: string
  nullable: boolean
  default: string | null
  identity: '' | 'a' | 'd'
  /** Whether `default` is what the column always is, made of others in its row. */
  generated: boolean
}
/** `comment` is what `comment on table` says it is for. */
export type Table = { name: string; unlogged: boolean; comment: string | null }
/** A named thing with the definition that PostgreSQL gives for it. */
export type Definition = { table: string; name: string; definition: string }
export type Grant = { target: string; grantee: string; privileges: string }

/** The schema after all migrations, as the catalog knows it. */
export type Catalog = {
  tables: Table[]
  columns: Column[]
  constraints: Definition[]
  indexes: Definition[]
  functions: Definition[]
  triggers: Definition[]
  grants: Grant[]
}

const statements = {
  tables: `select relname as name, relpersistence = 'u' as unlogged, obj_description(oid, 'pg_class') as comment from pg_class
    where relnamespace = $1::regnamespace and relkind = 'r' order by relname`,
  columns: `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
      pg_get_expr(d.adbin, d.adrelid) as default, a.attidentity as identity,
      a.attgenerated <> '' as generated
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = $1::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`,
  // Not-null constraints have names of their own from PostgreSQL 18 on; the column says it already.
  constraints: `select c.relname as table, conname as name, pg_get_constraintdef(o.oid) as definition
    from pg_constraint o join pg_class c on c.oid = o.conrelid where o.connamespace = $1::regnamespace and contype <> 'n'
    order by c.relname, contype desc, conname`,
  // An extension may stand in another schema than ours, and is not part of it where it does not.
  indexes: `select tablename as table, indexname as name,
      regexp_replace(indexdef, '\\S+\\.gin_trgm_ops', 'gin_trgm_ops') as definition from pg_indexes i
    where schemaname = $1::text and not exists (select from pg_constraint where connamespace = $1::regnamespace and conname = i.indexname)
    order by tablename, indexname`,
  functions: `select '' as table, proname as name, pg_get_functiondef(oid) as definition from pg_proc
    where pronamespace = $1::regnamespace
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
    order by proname`,
  triggers: `select c.relname as table, tgname as name, pg_get_triggerdef(t.oid) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = $1::regnamespace and not tgisinternal
    order by c.relname, tgname`,
  grants: `select target, grantee, string_agg(privilege_type, ', ' order by privilege_type) as privileges from (
      select 'table ' || c.relname as target, pg_get_userbyid(x.grantee) as grantee, lower(x.privilege_type) as privilege_type
      from pg_class c, aclexplode(c.relacl) x where c.relnamespace = $1::regnamespace and c.relkind = 'r' and x.grantee <> c.relowner
      union all
      select 'table ' || c.relname, pg_get_userbyid(x.grantee),
        lower(x.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
      from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) x
      where c.relnamespace = $1::regnamespace and c.relkind = 'r' group by c.relname, x.grantee, x.privilege_type
      union all
      select 'function ' || p.proname, case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end, lower(x.privilege_type)
      from pg_proc p, aclexplode(p.proacl) x where p.pronamespace = $1::regnamespace and x.grantee <> p.proowner
    ) g group by target, grantee order by target, grantee`,
} as const satisfies Record<keyof Catalog, string>

/** Reads the catalog of one schema. */
export async function readCatalog(client: Client, schema: string): Promise<Catalog> {
  await client.query(`set search_path = ${client.escapeIdentifier(schema)}`)
  const found: Record<string, unknown[]> = {}
  for (const [part, text] of Object.entries(statements)) found[part] = (await client.query(text, [schema])).rows
  return found as Catalog
}
