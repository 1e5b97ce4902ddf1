import type { ParseArgsOptionsConfig } from 'node:util'

/** One command of `porchlight`: what it is called, what it takes, what it does. */
export type Command = {
  /** One word, or several for one of a family: `audit verify`. */
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What follows the name, such as `USER`; empty where nothing does. */
  readonly takes?: readonly string[]
  readonly options?: Readonly<Record<string, OptionHelp>>
  /** Does it; the number is the exit code. Throws OperatorError with the sentence to print. */
  run(input: CommandInput): Promise<number>
}

/** An option of a command: `--name`, or `--name VALUE` where `value` names what follows. */
export type OptionHelp = { readonly help: string; readonly value?: string }

export type CommandInput = {
  readonly positionals: readonly string[]
  readonly flags: Readonly<Record<string, string | boolean | undefined>>
}

/** The options as `parseArgs` wants them. */
export const parseOptionsOf = (command: Command): ParseArgsOptionsConfig => ({
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  ...Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { value }]) => [
      name,
      { type: value ? 'string' : 'boolean' } as const,
    ]),
  ),
})
