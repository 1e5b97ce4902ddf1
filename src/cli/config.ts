import { describeConfig } from '../config/describe-config.ts'
import type { Command } from './command.ts'
import { readConfig } from './configuration.ts'

/** `porchlight config`: every setting with its value and where it came from; secrets stay hidden. */
export const configCommand: Command = {
  name: 'config',
  summary: 'List every setting, its value and where it came from.',
  async run() {
    const settings = describeConfig(readConfig())
    const width = Math.max(...settings.map(({ name }) => name.length))
    const valueWidth = Math.min(40, Math.max(...settings.map(({ value }) => value.length)))
    for (const { name, value, origin } of settings)
      console.log(`${name.padEnd(width)}  ${value.padEnd(valueWidth)}  ${origin}`)
    return 0
  },
}
