import type { Catalog, Column } from './queries.ts'

// As pg parses them: bigint stays text (it does not fit a number), dates stay as written.
const types: Record<string, string> = {
  bigint: 'string',
  integer: 'number',
  text: 'string',
  'text[]': 'string[]',
  boolean: 'boolean',
  uuid: 'string',
  inet: 'string',
  date: 'string',
  bytea: 'Buffer',
  xid8: 'string',
  jsonb: 'unknown',
  'timestamp with time zone': 'Date',
}

/** `'a' | 'b'` where a check constraint of this column lists its values. */
const listedValues = (catalog: Catalog, column: Column): string | null => {
  const check = catalog.constraints.find(
    ({ table, definition }) => table === column.table && definition.startsWith(`CHECK ((${column.name} = ANY (ARRAY[`),
  )
  return check ? [...check.definition.matchAll(/'([^']+)'::text/g)].map(([, value]) => `'${value}'`).join(' | ') : null
}

const columnType = (catalog: Catalog, column: Column): string => {
  const base = listedValues(catalog, column) ?? types[column.type]
  if (!base)
    throw new Error(`${column.table}.${column.name} has the type ${column.type}, which has no TypeScript type yet`)
  const type = column.nullable ? `${base} | null` : base
  if (column.identity === 'a' || column.generated) return `GeneratedAlways<${type}>`
  return column.identity === 'd' || column.default !== null ? `Generated<${type}>` : type
}

const camel = (name: string) => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The tables as TypeScript types for Kysely. */
export function tablesTs(catalog: Catalog): string {
  const interfaces = catalog.tables.map(({ name }) => {
    const columns = catalog.columns.filter(({ table }) => table === name)
    return `export interface ${camel(name)} {\n${columns.map((c) => `  ${c.name}: ${columnType(catalog, c)}`).join('\n')}\n}`
  })
  const all = catalog.tables.map(({ name }) => `  ${name}: ${camel(name)}`).join('\n')
  return [
    '// Written from the database after all migrations by `npm run schema`. Do not edit.',
    "import type { Generated, GeneratedAlways } from 'kysely'",
    ...interfaces,
    `export interface Tables {\n${all}\n}`,
    '',
  ].join('\n\n')
}
