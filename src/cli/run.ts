import { parseArgs } from 'node:util'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { version } from '../platform/package-root.ts'
import { type Command, parseOptionsOf } from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'

const usage = (sentence: string) => new OperatorError(sentence, { exitCode: 64 })

function parse(command: Command, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: parseOptionsOf(command), allowPositionals: true, strict: true })
  } catch (error) {
    const [sentence] = (error as Error).message.split(/(?<=\.) |\n/)
    throw usage(`${sentence?.replace(/\.$/, '')}. Try: porchlight ${command.name} --help`)
  }
}

async function runCommand(command: Command, args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(command, args)
  if (values.help) return say(commandHelp(command))
  if (values.version) return say(version)
  const takes = command.takes ?? []
  if (positionals.length !== takes.length) {
    const wanted = takes.length === 0 ? 'nothing after its name' : takes.join(' ')
    throw usage(`porchlight ${command.name} takes ${wanted}. Try: porchlight ${command.name} --help`)
  }
  return command.run({ positionals, flags: values as Record<string, string | boolean | undefined> })
}

function say(text: string): number {
  console.log(text)
  return 0
}

const startsWith = (argv: readonly string[], { name }: Command): boolean =>
  name.split(' ').every((word, at) => word === argv[at])

function unknown(word: string): OperatorError {
  const family = commands.filter(({ name }) => name.startsWith(`${word} `)).map(({ name }) => `porchlight ${name}`)
  if (family.length > 0) return usage(`porchlight ${word} needs one more word: ${family.join(' or ')}.`)
  return usage(`There is no command “${word}”. Try: porchlight --help`)
}

async function dispatch(argv: readonly string[]): Promise<number> {
  const [word] = argv
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') return say(generalHelp(commands))
  if (word === '--version') return say(version)
  const command = commands.find((candidate) => startsWith(argv, candidate))
  if (!command) throw unknown(word)
  return runCommand(command, argv.slice(command.name.split(' ').length))
}

/** Runs a command line (without node and script) and returns its exit code; 64 for a wrong call, 78 for configuration (sysexits.h). */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    return await dispatch(argv)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    console.error(error.message)
    return error.exitCode
  }
}
