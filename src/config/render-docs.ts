import { type AnySetting, exampleOf, groups } from './setting.ts'
import { allSettings } from './settings.ts'

const first = ['ENVIRONMENT', 'PUBLIC_URL', 'SECRET_KEY', 'TRUSTED_PROXIES', 'SITE_NAME']

type Section = { readonly title: string; readonly members: readonly AnySetting[] }

function sections(): Section[] {
  const byName = (name: string) => allSettings.filter((setting) => setting.name === name)
  const rest = allSettings.filter(({ name }) => !first.includes(name))
  const grouped = Object.entries(groups).map(([group, title]) => ({
    title,
    members: rest.filter((setting) => setting.group === group),
  }))
  const start = { title: 'The five that matter', members: first.flatMap(byName) }
  return [start, ...grouped].filter(({ members }) => members.length > 0)
}

/** The default in words, as the documents show it. */
export const defaultOf = ({ fallback, kind }: AnySetting): string =>
  fallback.text ?? ('value' in fallback ? kind.show(fallback.value) : '')

const meaningOf = ({ name, summary, details, secret }: AnySetting): string =>
  [summary, details, secret && `Also as ${name}_FILE.`].filter(Boolean).join(' ')

function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

// A line that works in a shell only would be a value in the file.
const assignmentInFile = (setting: AnySetting): string =>
  setting.example.startsWith('$(') ? `${setting.name}=` : exampleOf(setting)

const envEntry = (setting: AnySetting): string[] => [
  '',
  ...wrap(meaningOf(setting), 98).map((text) => `# ${text}`),
  `# Default: ${defaultOf(setting)}`,
  `#${assignmentInFile(setting)}`,
]

/** The text of `.env.example`: every setting with what it does, its default and an example, all of it commented out. */
export function renderEnvExample(): string {
  const head = [
    '# Settings of Porchlight. Copy this file to .env in the directory that the server is started from, and take',
    '# the # from the settings you need; to try it on your own machine, none. The environment comes before this file.',
    '# A value with a space or a # stands in quotation marks. The same as tables: docs/configuration.md.',
    '# Written by npm run docs.',
  ]
  const body = sections().flatMap(({ title, members }) => [
    '',
    `# ---- ${title} ${'-'.repeat(90 - title.length)}`,
    ...members.flatMap(envEntry),
  ])
  return `${[...head, ...body].join('\n')}\n`
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

const row = (setting: AnySetting): string => {
  const { example, fallback } = setting
  const inWords = fallback.text !== undefined || ['none', 'not set'].includes(defaultOf(setting))
  const shown = inWords ? defaultOf(setting) : `\`${defaultOf(setting)}\``
  return `| \`${setting.name}\` | ${cell(meaningOf(setting))} | ${cell(shown)} | \`${cell(example)}\` |`
}

const table = ({ title, members }: Section): string =>
  [`## ${title}`, '', '| Setting | What it does | Default | Example |', '|---|---|---|---|', ...members.map(row)].join(
    '\n',
  )

const introduction = `<!-- Written by npm run docs from src/config. Changes belong there. -->
# Settings

Nothing has to be set to try Porchlight on your own machine. To run it for others, begin with the first table.

Settings are read at start from the environment, and from a file \`.env\` in the directory the server is started from
(\`.env.example\` is one to begin with). The environment comes first. An empty value counts as not set.

- **A secret can stand in a file of its own.** \`SECRET_KEY_FILE=/run/secrets/secret_key\` reads \`SECRET_KEY\` from there; the
  same goes for each setting that says so below. White space around it is dropped.
- **Nothing is guessed.** A value that does not fit stops the start with exit code 78 and a line for each setting that is
  wrong: what is wrong with it and an example of a right one. A secret is never repeated.
- **A misspelled name is told.** A name that resembles one of these, or begins as they do, gets a warning at start.
- **\`porchlight config\`** lists every setting with its value and where it came from, secrets hidden.`

const limitNote = `A limit is written \`COUNT/UNIT\`; the unit is \`second\`, \`minute\`, \`hour\` or \`day\`. An IPv6 address counts as
its /64, which is what one household gets.`

/** The text of `docs/configuration.md`: the settings that matter, then all others by group. */
export function renderConfigurationPage(): string {
  const tables = sections().map((section) =>
    section.title === groups.limits ? table(section).replace('\n\n', `\n\n${limitNote}\n\n`) : table(section),
  )
  return `${[introduction, ...tables].join('\n\n')}\n`
}
