import type { Command } from './command.ts'

const table = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`).join('\n')
}

const callOf = (command: Command) => [command.name, ...(command.takes ?? [])].join(' ')

/** The list of commands. */
export const generalHelp = (commands: readonly Command[]): string =>
  `Porchlight: accounts, comments and likes for static sites.

Usage: porchlight COMMAND

${table(commands.map((command) => [callOf(command), command.summary]))}

porchlight COMMAND --help tells more; porchlight --version says which release this is.
Settings come from the environment or from a file .env: porchlight config lists them.`

/** What one command takes. */
export function commandHelp(command: Command): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { help, value }]) => [`--${name}${value ? ` ${value}` : ''}`, help] as const,
  )
  return `${command.summary}

Usage: porchlight ${callOf(command)}${options.length > 0 ? ' [OPTIONS]' : ''}

${table([...options, ['--help', 'Show this.'], ['--version', 'Say which release this is.']])}`
}
