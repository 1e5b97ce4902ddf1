import { OperatorError } from '../platform/errors/operator-error.ts'

/** One setting that cannot be used: `text` says what is wrong (never a secret), `example` is a line that works. */
export type Problem = { readonly setting: string; readonly text: string; readonly example: string }

/** The configuration cannot be used (exit code 78). The message has one line for each problem, all of them. */
export class ConfigInvalid extends OperatorError {
  override name = 'ConfigInvalid'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    const heading = problems.length === 1 ? '1 setting is wrong:' : `${problems.length} settings are wrong:`
    const lines = problems.map(({ setting, text, example }) => `  ${setting}: ${text}. Example: ${example}`)
    super([heading, ...lines].join('\n'), { exitCode: 78 })
    this.problems = problems
  }
}
