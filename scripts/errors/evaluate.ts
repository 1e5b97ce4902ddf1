import ts from 'typescript'

/** Tells which values an expression can have, by its type and, for a parameter, by what it is called with. */
export type Evaluator = {
  /** Every text. Throws Error for an expression that can be anything. */
  texts(node: ts.Expression): string[]
  /** Every number; null where it can be any. */
  numbers(node: ts.Expression): number[] | null
}

type Call = ts.CallExpression | ts.NewExpression
type Calls = ReadonlyMap<string, readonly Call[]>

const calledName = ({ expression }: Call): string => (ts.isIdentifier(expression) ? expression.text : '')

/** The calls in these files, by the name of what is called: to ask the types of every one would take seconds. */
function collectCalls(files: readonly ts.SourceFile[]): Calls {
  const calls = new Map<string, Call[]>()
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node))
      calls.set(calledName(node), [...(calls.get(calledName(node)) ?? []), node])
    ts.forEachChild(node, visit)
  }
  for (const file of files) visit(file)
  return calls
}

const nameOf = (made: ts.SignatureDeclaration): string => (made.name ?? ts.getNameOfDeclaration(made))?.getText() ?? ''

const unionOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type])

function literalsOf(type: ts.Type): (string | number)[] | null {
  const parts = unionOf(type)
  const values = parts.flatMap((part) => (part.isStringLiteral() || part.isNumberLiteral() ? [part.value] : []))
  return values.length === parts.length ? values : null
}

const placeOf = (node: ts.Node) => {
  const file = node.getSourceFile()
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

/** An evaluator for what stands in these files. */
// Long because the evaluator's parts share its type checker and call each other.
export function createEvaluator(types: ts.TypeChecker, files: readonly ts.SourceFile[]): Evaluator {
  const calls = collectCalls(files)

  // In `{ code }` the name is that of the property and of the variable: the second one is meant.
  const variableOf = (node: ts.Expression): ts.Symbol | undefined =>
    ts.isShorthandPropertyAssignment(node.parent)
      ? types.getShorthandAssignmentValueSymbol(node.parent)
      : types.getSymbolAtLocation(node)

  const typeOf = (node: ts.Expression): ts.Type => {
    const variable = ts.isIdentifier(node) ? variableOf(node) : undefined
    return variable ? types.getTypeOfSymbolAtLocation(variable, node) : types.getTypeAtLocation(node)
  }

  const argumentsFor = (node: ts.Expression): ts.Expression[] => {
    const declared = variableOf(node)?.valueDeclaration
    if (!declared || !ts.isParameter(declared)) return []
    const made = declared.parent
    const place = made.parameters.indexOf(declared)
    return (calls.get(nameOf(made)) ?? [])
      .filter((call) => types.getResolvedSignature(call)?.declaration === made)
      .flatMap((call) => call.arguments?.[place] ?? [])
  }

  const partsOf = (node: ts.TemplateExpression): string[] =>
    node.templateSpans.reduce(
      (texts, { expression, literal }) =>
        texts.flatMap((text) => evaluator.texts(expression).map((part) => text + part + literal.text)),
      [node.head.text],
    )

  const evaluator: Evaluator = {
    texts(node) {
      if (ts.isTemplateExpression(node)) return partsOf(node)
      const values = literalsOf(typeOf(node))
      if (values) return values.map(String)
      const given = argumentsFor(node)
      if (given.length === 0)
        throw new Error(`${placeOf(node)}: which codes this can be is not to be seen from its type`)
      return given.flatMap((argument) => evaluator.texts(argument))
    },
    numbers(node) {
      const values = literalsOf(typeOf(node))
      return values ? values.map(Number) : null
    },
  }
  return evaluator
}
