import { createInterface } from 'node:readline/promises'
import { OperatorError } from '../platform/errors/operator-error.ts'

const needsTerminal = () =>
  new OperatorError('This asks questions, and there is no terminal to ask at.', { exitCode: 64 })

/** Asks one question at the terminal. Throws OperatorError where there is none. */
export async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw needsTerminal()
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await lines.question(`${question}: `)).trim()
  } finally {
    lines.close()
  }
}

const stopped = () => new OperatorError('Stopped; nothing was changed.', { exitCode: 130 })

/** What was typed so far and one more character: the text, or that it is complete. */
function take(typed: string, character: string): { typed: string; complete?: true } {
  if (character === '\u0003') throw stopped()
  if (['\r', '\n', '\u0004'].includes(character)) return { typed, complete: true }
  if (['\u007f', '\b'].includes(character)) return { typed: [...typed].slice(0, -1).join('') }
  return { typed: typed + character }
}

/** Reads keys, which the terminal does not show meanwhile, until the line is complete. */
async function readKeys(input: AsyncIterable<unknown>): Promise<string> {
  let typed = ''
  for await (const chunk of input)
    for (const character of String(chunk)) {
      const next = take(typed, character)
      if (next.complete) return next.typed
      typed = next.typed
    }
  throw stopped()
}

/** Asks for a password without showing it. Throws OperatorError where there is no terminal, and at Ctrl-C. */
export async function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) throw needsTerminal()
  stderr.write(`${question}: `)
  stdin.setRawMode(true).setEncoding('utf8')
  try {
    // Not destroyed at the end of the loop: the next question reads on.
    return await readKeys(stdin.iterator({ destroyOnReturn: false }))
  } finally {
    stdin.setRawMode(false).pause()
    stderr.write('\n')
  }
}

/** The first line of standard input, for `--password-stdin`. */
export async function readLineOfStdin(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}
