import { join, relative } from 'node:path'
import ts from 'typescript'
import { createEvaluator, type Evaluator } from './evaluate.ts'

/** A code as some place in the sources gives it. `status` is null where the HTTP status is not written there. */
export type FoundCode = { readonly code: string; readonly status: number | null }

/** Every code that the sources give: of whole answers, and of single fields in them. */
export type FoundCodes = { readonly answers: readonly FoundCode[]; readonly fields: readonly string[] }

const appErrors = new Set(['AppError', 'LimitReached'])

/** The arguments that make an AppError here: those of `new AppError(…)`, or of `super(…)` in a class that extends it. */
function answerAt(node: ts.Node): readonly ts.Expression[] | null {
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'AppError')
    return node.arguments ?? []
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.SuperKeyword) return null
  const parent = ts.findAncestor(node, ts.isClassDeclaration)?.heritageClauses?.[0]?.types[0]?.expression
  return parent && ts.isIdentifier(parent) && appErrors.has(parent.text) ? node.arguments : null
}

/** `codes[status] ?? 'other'`: a table that gives each status its code. */
function tableOf(node: ts.Expression, types: ts.TypeChecker): FoundCode[] | null {
  const access = ts.isBinaryExpression(node) ? node.left : node
  if (!ts.isElementAccessExpression(access)) return null
  const declared = types.getSymbolAtLocation(access.expression)?.valueDeclaration
  const table = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined
  if (!table || !ts.isObjectLiteralExpression(table)) return null
  return table.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer)
      ? [{ status: Number(property.name.getText()), code: property.initializer.text }]
      : [],
  )
}

function readAnswer(args: readonly ts.Expression[], evaluator: Evaluator, types: ts.TypeChecker): FoundCode[] {
  const [status, code] = args
  if (!status || !code) return []
  const table = tableOf(code, types)
  if (table) return table
  const statuses = evaluator.numbers(status)
  return evaluator.texts(code).flatMap((text) => (statuses ?? [null]).map((number) => ({ code: text, status: number })))
}

// About a page's form as a whole: no program is answered that.
const isWholeForm = (field: ts.ObjectLiteralElementLike): boolean =>
  ts.isPropertyAssignment(field) && ts.isStringLiteral(field.initializer) && field.initializer.text === ''

// What JSON Schema calls its own rules: the manual tells of them in a sentence.
const isOfSchema = (code: ts.Expression): boolean => ts.isIdentifier(code) && code.text === 'keyword'

// A part of another object with a field and a code, which is looked at where it is made.
const isTakenApart = (code: ts.ShorthandPropertyAssignment, types: ts.TypeChecker): boolean => {
  const declared = types.getShorthandAssignmentValueSymbol(code)?.valueDeclaration
  return declared !== undefined && ts.isBindingElement(declared)
}

/** The code of an object that tells of one thing wrong with one field. */
function issueCodeAt(node: ts.Node, types: ts.TypeChecker): ts.Expression | null {
  if (!ts.isObjectLiteralExpression(node)) return null
  const names = new Map(node.properties.map((property) => [property.name?.getText() ?? '', property]))
  const code = names.get('code')
  const field = names.get('field')
  if (!field || !code || isWholeForm(field)) return null
  if (ts.isShorthandPropertyAssignment(code)) return isTakenApart(code, types) ? null : code.name
  return ts.isPropertyAssignment(code) && !isOfSchema(code.initializer) ? code.initializer : null
}

function openProgram(root: string): ts.Program {
  const path = join(root, 'tsconfig.json')
  const { config } = ts.readConfigFile(path, ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root)
  const isOurs = (name: string) => !/\.test\.tsx?$|\/fixtures\//.test(name)
  return ts.createProgram(fileNames.filter(isOurs), { ...options, types: [] })
}

// The texts are written by a program and give no codes.
const isRead = (path: string): boolean => /^src\//.test(path) && !/\/texts\//.test(path)

/** Reads from the sources below `root` which codes there are. Throws where a code cannot be told by reading. */
export function findCodes(root: string): FoundCodes {
  const program = openProgram(root)
  const types = program.getTypeChecker()
  const ours = program.getSourceFiles().filter(({ fileName }) => isRead(relative(root, fileName)))
  const evaluator = createEvaluator(types, ours)
  const answers: FoundCode[] = []
  const fields = new Set<string>()
  const visit = (node: ts.Node): void => {
    const args = answerAt(node)
    if (args) answers.push(...readAnswer(args, evaluator, types))
    const issue = issueCodeAt(node, types)
    if (issue) for (const text of evaluator.texts(issue)) fields.add(text)
    ts.forEachChild(node, visit)
  }
  for (const file of ours) visit(file)
  return { answers, fields: [...fields].toSorted() }
}
