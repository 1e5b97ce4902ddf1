import ts from 'typescript'
import { nodesOf, placeOf, type Source } from './sources.ts'

const builders = new Set([
  'selectFrom',
  'selectNoFrom',
  'insertInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'query',
])

const statements = [
  /^select\s.+\sfrom\s/s,
  /^select\s+\w+\(/,
  /^insert\s+into\s/,
  /^update\s+\S+\s+set\s/,
  /^delete\s+from\s/,
  /^with\s+(recursive\s+)?\w+\s+as\s*\(/,
  /^(create|alter|drop)\s+(table|index|function|trigger|role|schema|database|view)\s/,
  /^(truncate|grant|listen|notify)\s+\w+/,
  /^set\s+(local\s+)?\w+\s*(=|to)\s/,
  /^(begin|commit|rollback)$/,
]

/** Sentences begin with one capital letter; statements are all lower case, or all capitals. */
function isStatement(text: string): boolean {
  const trimmed = text.trim()
  const lower = /^[A-Z]{2}/.test(trimmed) ? trimmed.toLowerCase() : trimmed
  return statements.some((statement) => statement.test(lower))
}

const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteralLike(node)) return node.text
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : null
}

/** Why a node is SQL: a call that builds a statement, a `sql` template, or a text that is one. */
function reasonOf(node: ts.Node): string | null {
  if (ts.isTaggedTemplateExpression(node) && /^sql\b/.test(node.tag.getText())) return 'a sql template'
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { text } = node.expression.name
    if (builders.has(text)) return `.${text}()`
  }
  const text = textOf(node)
  return text !== null && isStatement(text) ? 'a statement as text' : null
}

/** Whether a file may hold SQL: a feature's queries, the platform's database folder, its jobs, or a test. */
export const mayHoldSql = (path: string): boolean =>
  /\/queries\.ts$|^src\/platform\/(db|jobs)\//.test(path) || /\.test\.tsx?$|\/fixtures\//.test(path)

/** Every place of a file that holds SQL, as `path:line: why`. */
export const findSql = (source: Source): string[] =>
  nodesOf(source.tree).flatMap((node) => {
    const reason = reasonOf(node)
    return reason === null ? [] : [`${placeOf(source, node)}: ${reason}`]
  })
