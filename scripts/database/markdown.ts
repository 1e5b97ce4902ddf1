import type { Catalog, Definition } from '../../src/platform/db/catalog/queries.ts'
import type { ClaimedColumn, DescribedTable, Reference } from './shape.ts'

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')
const short = (type: string) => type.replace('timestamp with time zone', 'timestamptz')
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`

function fallbackOf({ default: value, identity }: ClaimedColumn): string {
  if (identity !== '') return 'numbered'
  return value === null ? '' : `\`${value}\``
}

function columnRow(column: ClaimedColumn): string {
  const { name, type, nullable, claim } = column
  const about = claim === 'nothing personal' ? 'nothing' : claim.what
  return row(`\`${name}\``, short(type), nullable ? 'yes' : '', fallbackOf(column), about)
}

function claimRow({ name, claim }: ClaimedColumn): string[] {
  if (claim === 'nothing personal') return []
  const exported = claim.exportedAs === null ? 'no' : `\`${claim.exportedAs}\``
  return [row(`\`${name}\``, claim.why, claim.kept, exported, claim.erasedBy)]
}

const ends = { cascade: '; its end takes the row along', 'set null': '; its end empties the field' } as const

const referenceLine = ({ columns, table, to, onDelete }: Reference) =>
  `- ${code(columns)} leads to ${code(to)} of [${table}](#${table})${onDelete ? ends[onDelete] : '; it cannot end before'}`

/** The columns or the expression that an index covers, as written. */
export const coveredBy = ({ definition }: Definition): string => /\((.+)\)$/.exec(definition)?.[1] ?? definition

const indexLine = (index: Definition) =>
  `- ${index.definition.startsWith('CREATE UNIQUE') ? 'unique' : 'index'} \`${index.name}\` on \`${coveredBy(index)}\``

const ruleLine = ({ name, definition }: Definition) => `- \`${name}\`: \`${definition}\``

function triggerLine({ name, definition }: Definition): string {
  const [, when = '', each = '', does = ''] =
    /TRIGGER \w+ (.+?) ON \S+ FOR EACH (\w+) EXECUTE FUNCTION (\w+)/.exec(definition) ?? []
  return `- trigger \`${name}\`: ${when.toLowerCase()}, for each ${each.toLowerCase()}, \`${does}\``
}

const rightsLine = (granted: readonly string[]) =>
  granted.length === 0
    ? '- the server may not touch it'
    : `- the server may ${granted.join(', ')}; everything else is the owner's alone`

const personalTable = (columns: readonly ClaimedColumn[]) => {
  const rows = columns.flatMap(claimRow)
  return rows.length === 0
    ? []
    : ['', row('about people', 'why', 'kept', 'in the export', 'erased by'), '|---|---|---|---|---|', ...rows]
}

const section = (table: DescribedTable) =>
  [
    `## ${table.name}`,
    '',
    `${table.purpose} Belongs to \`${table.feature}\`.${table.unlogged ? ' Not logged: empty after a crash.' : ''}`,
    '',
    row('column', 'type', 'may be empty', 'if not given', 'what it holds about a person'),
    '|---|---|---|---|---|',
    ...table.columns.map(columnRow),
    ...personalTable(table.columns),
    '',
    ...(table.primaryKey.length === 0 ? [] : [`- known by ${code(table.primaryKey)}`]),
    ...table.references.map(referenceLine),
    ...table.rules.map(ruleLine),
    ...table.indexes.map(indexLine),
    ...table.triggers.map(triggerLine),
    rightsLine(table.granted),
    '',
  ].join('\n')

function functionLine({ name, definition }: Definition, granted: boolean): string {
  const runs = /SECURITY DEFINER/.test(definition)
    ? 'runs with the rights of the owner'
    : 'runs with those of the caller'
  return `- \`${name}\` ${runs}${granted ? '; the server may call it' : ''}`
}

const functionsSection = ({ functions, grants }: Catalog) => {
  const isGranted = (name: string) => grants.some(({ target }) => target === `function ${name}`)
  return ['## Functions', '', ...functions.map((one) => functionLine(one, isGranted(one.name))), ''].join('\n')
}

const opening = `<!-- Written by \`npm run docs\` from the database after all migrations and from each feature's personal-data.ts. Do not edit. -->

# The database

Every table, what it is for, and what it holds about people. Our tables are in the schema \`porchlight\`; the schema
\`porchlight_jobs\` belongs to the queue, graphile-worker, and holds numbers of rows only. The same as a drawing:
[database.dbml](database.dbml), which tools for diagrams read; as SQL: [schema.sql](../schema.sql).

Times are \`timestamptz\`. Whatever is derived from a secret ends in \`_hash\`. The server signs in as a role that owns
nothing: what it may do is said with each table.
`

/** `docs/database.md`. */
export const databasePage = (catalog: Catalog, tables: readonly DescribedTable[]): string =>
  [opening, ...tables.map(section), functionsSection(catalog)].join('\n')
