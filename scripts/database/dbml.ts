import type { Definition } from '../../src/platform/db/catalog/queries.ts'
import { coveredBy } from './markdown.ts'
import type { ClaimedColumn, DescribedTable, Reference } from './shape.ts'

const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
function typeOf(type: string): string {
  const short = type.replace('timestamp with time zone', 'timestamptz')
  return /^\w+$/.test(short) ? short : `"${short}"`
}

const together = (columns: readonly string[]) => (columns.length === 1 ? String(columns[0]) : `(${columns.join(', ')})`)

function columnLine(column: ClaimedColumn, primaryKey: readonly string[]): string {
  const { name, type, nullable, identity, default: value, claim } = column
  const settings = [
    ...(primaryKey.length === 1 && primaryKey[0] === name ? ['pk'] : []),
    ...(identity === '' ? [] : ['increment']),
    ...(nullable ? [] : ['not null']),
    ...(value === null ? [] : [`default: \`${value}\``]),
    ...(claim === 'nothing personal' ? [] : [`note: ${quote(claim.what)}`]),
  ]
  return `  ${name} ${typeOf(type)}${settings.length === 0 ? '' : ` [${settings.join(', ')}]`}`
}

/** Plain columns as they are, expressions in backticks. */
const covered = (columns: string) => (/^\w+(, \w+)*$/.test(columns) ? `(${columns})` : `(\`${columns}\`)`)

function indexLine(index: Definition): string {
  const unique = index.definition.startsWith('CREATE UNIQUE') ? 'unique, ' : ''
  return `    ${covered(coveredBy(index))} [${unique}name: ${quote(index.name)}]`
}

const uniqueLine = ({ name, definition }: Definition) => {
  const [, columns] = /^UNIQUE \((.+)\)$/.exec(definition) ?? []
  return columns === undefined ? [] : [`    (${columns}) [unique, name: ${quote(name)}]`]
}

function tableText({ name, purpose, columns, primaryKey, rules, indexes }: DescribedTable): string {
  const lines = [
    ...(primaryKey.length > 1 ? [`    (${primaryKey.join(', ')}) [pk]`] : []),
    ...rules.flatMap(uniqueLine),
    ...indexes.map(indexLine),
  ]
  return [
    `Table ${name} {`,
    ...columns.map((column) => columnLine(column, primaryKey)),
    ...(lines.length === 0 ? [] : ['', '  indexes {', ...lines, '  }']),
    '',
    `  Note: ${quote(purpose)}`,
    '}',
    '',
  ].join('\n')
}

/** Many rows lead to one; where the own columns are the whole key, at most one does. */
function referenceLine(from: DescribedTable, { columns, table, to, onDelete }: Reference): string {
  const isOneToOne = columns.join() === from.primaryKey.join()
  const settings = onDelete === null ? '' : ` [delete: ${onDelete}]`
  return `Ref: ${from.name}.${together(columns)} ${isOneToOne ? '-' : '>'} ${table}.${together(to)}${settings}`
}

/** `docs/database.dbml`: the tables and what leads where, in the language of dbdiagram.io. */
export const databaseDbml = (tables: readonly DescribedTable[]): string =>
  [
    '// Written by `npm run docs` from the database after all migrations. Do not edit.',
    '',
    "Project porchlight {\n  database_type: 'PostgreSQL'\n}\n",
    ...tables.map(tableText),
    ...tables.flatMap((table) => table.references.map((reference) => referenceLine(table, reference))),
    '',
  ].join('\n')
