import type { Config } from '../config/config.ts'
import { secretsOf } from '../config/ensure-secret-key.ts'
import { loadKeys } from '../features/keys/index.ts'
import { createBreaches, createHasher } from '../features/passwords/index.ts'
import { createAdmin, offerFirstAdminLink } from '../features/sign-up/index.ts'
import type { Db } from '../platform/db/db.ts'
import { InputInvalid } from '../platform/errors/app-error.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { silentMeter } from '../platform/observe/metrics/meter.ts'
import type { Command, CommandInput } from './command.ts'
import { readConfigWithSecret } from './configuration.ts'
import { ask, askHidden, readLineOfStdin } from './prompt.ts'
import { shellScope } from './shell-scope.ts'
import { withDatabase } from './with-database.ts'

const fields = {
  'first-name': { question: 'First name', field: 'firstName' },
  'last-name': { question: 'Last name', field: 'lastName' },
  username: { question: 'Username', field: 'username' },
  email: { question: 'Email', field: 'email' },
} as const

async function readPassword(flags: CommandInput['flags']): Promise<string> {
  if (flags['password-stdin']) return readLineOfStdin()
  const password = await askHidden('Password')
  if ((await askHidden('Password again')) !== password)
    throw new OperatorError('The two passwords differ; nothing was changed.', { exitCode: 65 })
  return password
}

async function readPerson(flags: CommandInput['flags']) {
  const person = { firstName: '', lastName: '', username: '', email: '' }
  for (const [flag, { question, field }] of Object.entries(fields))
    person[field] = String(flags[flag] ?? (await ask(question)))
  return { ...person, password: await readPassword(flags) }
}

const sentencesOf = (error: InputInvalid) => error.issues.map(({ field, text }) => `${field}: ${text('en')}`).join('\n')

async function makeAdmin(
  config: Config,
  db: Db,
  secrets: readonly string[],
  flags: CommandInput['flags'],
): Promise<number> {
  const breaches = createBreaches(config, silentMeter)
  const deps = { config, db, keys: await loadKeys(db, secrets), hasher: createHasher(), breaches }
  try {
    const account = await createAdmin(deps, shellScope(config.siteTimeZone), await readPerson(flags))
    console.log(`${account.username} is an admin now. Sign in at ${config.publicUrl.href}/login`)
    return 0
  } catch (error) {
    if (error instanceof InputInvalid) throw new OperatorError(sentencesOf(error), { exitCode: 65 })
    throw error
  }
}

async function showLink(config: Config, db: Db, secrets: readonly string[]): Promise<number> {
  const keys = await loadKeys(db, secrets)
  const token = await db.transaction((tx) => offerFirstAdminLink(tx, { key: keys['one-time-link'], now: new Date() }))
  if (token === null)
    throw new OperatorError(
      'There is an admin already, so there is no link for the first one. Make another with: porchlight create-admin',
    )
  console.log(`${config.publicUrl.href}/welcome?token=${token}`)
  return 0
}

/** `porchlight create-admin`: makes an admin here, or prints the link by which the first one is made in the browser. */
export const createAdminCommand: Command = {
  name: 'create-admin',
  summary: 'Make an admin, or print the link that makes the first one.',
  options: {
    link: { help: 'Print the one-time link for the first admin instead.' },
    'first-name': { help: 'Asked for where it is not given; so are the next three.', value: 'NAME' },
    'last-name': { help: 'As above.', value: 'NAME' },
    username: { help: 'As above.', value: 'NAME' },
    email: { help: 'As above.', value: 'ADDRESS' },
    'password-stdin': { help: 'Read the password from standard input instead of asking for it.' },
  },
  async run({ flags }) {
    const config = await readConfigWithSecret()
    const secrets = secretsOf(config)
    return withDatabase(config, (db) =>
      flags.link ? showLink(config, db, secrets) : makeAdmin(config, db, secrets, flags),
    )
  },
}
