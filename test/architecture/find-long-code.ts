import ts from 'typescript'
import { isTest, nodesOf, placeOf, type Source } from './sources.ts'

const mostLinesOfFile = 200
const mostLinesOfFunction = 40

/** `// Long because …`: on the first line of a file, or on the line before a function. */
const reason = /^\s*\/\/ Long because \S.{10,}/

const linesOf = (text: string) => text.trimEnd().split('\n')

const isFunction = (node: ts.Node) =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isConstructorDeclaration(node)

/** The line that a reader takes for the start of a function: that of the statement that holds it. */
function firstLineOf({ tree }: Source, node: ts.Node): number {
  let outer = node
  while (outer.parent && !ts.isStatement(outer) && !ts.isClassElement(outer)) outer = outer.parent
  return tree.getLineAndCharacterOfPosition(outer.getStart(tree)).line
}

function findLongFunctions(source: Source): string[] {
  const { tree } = source
  const all = linesOf(source.text)
  return nodesOf(tree)
    .filter(isFunction)
    .flatMap((node) => {
      const start = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line
      const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line - start + 1
      const isExplained = reason.test(all[firstLineOf(source, node) - 1] ?? '') || reason.test(all[start - 1] ?? '')
      return lines <= mostLinesOfFunction || isExplained
        ? []
        : [`${placeOf(source, node)}: a function of ${lines} lines`]
    })
}

/** What is longer than a file (200 lines) or a function (40, not in tests) should be and does not say why. */
export function findLongCode(source: Source): string[] {
  const lines = linesOf(source.text)
  const file = lines.length <= mostLinesOfFile || reason.test(lines[0] ?? '')
  const functions = isTest(source.path) ? [] : findLongFunctions(source)
  return [...(file ? [] : [`${source.path}: ${lines.length} lines`]), ...functions]
}
