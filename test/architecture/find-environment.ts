import ts from 'typescript'
import { nodesOf, placeOf, type Source } from './sources.ts'

const isProcess = (node: ts.Node | undefined) => node !== undefined && /^(globalThis\.)?process$/.test(node.getText())

const takesEnv = (pattern: ts.Node) =>
  ts.isObjectBindingPattern(pattern) &&
  pattern.elements.some(({ name, propertyName }) => (propertyName ?? name).getText() === 'env')

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression)
  if (ts.isElementAccessExpression(node))
    return /^['"`]env['"`]$/.test(node.argumentExpression.getText()) && isProcess(node.expression)
  if (ts.isVariableDeclaration(node)) return takesEnv(node.name) && isProcess(node.initializer)
  if (ts.isImportDeclaration(node))
    return /^['"](node:)?process['"]$/.test(node.moduleSpecifier.getText()) && /\benv\b/.test(node.getText())
  return false
}

/** Every place of a file that reads the environment of the process, as `path:line`. */
export const findEnvironment = (source: Source): string[] =>
  nodesOf(source.tree)
    .filter(readsEnvironment)
    .map((node) => placeOf(source, node))
