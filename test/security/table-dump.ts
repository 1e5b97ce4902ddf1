import type { TestDatabase } from '../support/database.ts'

// A session notes when and from where it was last used, whatever it was used for.
const changing: Readonly<Record<string, string>> = { 'porchlight.sessions': ` - 'last_seen_at' - 'ip'` }

/** Every row of every table as text, by the table's name. */
export async function dumpTables({ owner }: TestDatabase): Promise<Record<string, string>> {
  const { rows } = await owner.query(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const dump: Record<string, string> = {}
  for (const { name } of rows as { name: string }[]) {
    const content = await owner.query(
      `select coalesce(string_agg(row, chr(10) order by row), '') as content
       from (select (to_jsonb(t)${changing[name] ?? ''})::text as row from ${name} t) rows`,
    )
    dump[name] = content.rows[0].content
  }
  return dump
}
