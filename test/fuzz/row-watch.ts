import type { Client } from 'pg'

/** A row that was added, changed or taken away. */
export type RowChange = {
  readonly table: string
  readonly operation: 'INSERT' | 'UPDATE' | 'DELETE'
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

const setup = `
  create schema watched;
  create table watched.changes (id bigserial primary key, "table" text, operation text, before jsonb, after jsonb);
  create function watched.note() returns trigger language plpgsql security definer as $$
  begin
    insert into watched.changes ("table", operation, before, after)
    values (tg_table_schema || '.' || tg_table_name, tg_op, to_jsonb(old), to_jsonb(new));
    return null;
  end $$;
  do $$
  declare name text;
  begin
    for name in select format('%I.%I', schemaname, tablename) from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'watched')
    loop
      execute format('create trigger zz_watched after insert or update or delete on %s
        for each row execute function watched.note()', name);
    end loop;
  end $$`

// Processes note here that they live, whoever asks for what.
const ofProcesses = /^porchlight\.(workers|audit_seals)$|^porchlight_jobs\./

/** Whether it is more than a session that notes when and from where it was last used. */
function isReal({ table, before, after }: RowChange): boolean {
  if (ofProcesses.test(table)) return false
  if (table !== 'porchlight.sessions' || !before || !after) return true
  return Object.keys(after).some(
    (column) =>
      !['last_seen_at', 'ip'].includes(column) && JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  )
}

/** Tells which rows of any table were changed, and stayed changed, since it was last asked. A dump of all of them, for each request, would take too long. */
export async function watchRows(owner: Client): Promise<() => Promise<RowChange[]>> {
  await owner.query(setup)
  let last = '0'
  return async () => {
    const { rows } = await owner.query<RowChange & { id: string }>(
      'select id, "table", operation, before, after from watched.changes where id > $1 order by id',
      [last],
    )
    last = rows.at(-1)?.id ?? last
    return rows.filter(isReal)
  }
}
