import { sendsMail } from '../app/mail.ts'
import { type Account, findAccountByLogin } from '../features/accounts/index.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { createMailer, type Mailer } from '../platform/mail/mailer.ts'
import type { Scope } from '../platform/scope/scope.ts'
import type { Command, CommandInput } from './command.ts'
import { readConfigWithSecret } from './configuration.ts'
import { shellScope } from './shell-scope.ts'
import { withDatabase } from './with-database.ts'

/** Whom a command is about, and with what it works. */
export type About = {
  readonly db: Db
  readonly scope: Scope
  readonly account: Account
  readonly config: Awaited<ReturnType<typeof readConfigWithSecret>>
  readonly mailer: Mailer
}

/** The exit code for what was typed wrong. */
export const invalid = 65

// What the operation refuses, in its own words.
function refusal(error: AppError): OperatorError {
  const sentences = [...error.issues, ...(error.text ? [{ text: error.text }] : [])].map(({ text }) => text('en'))
  return new OperatorError(sentences.join('\n') || error.code, { exitCode: invalid })
}

/** Works on the account of the first argument. Throws OperatorError for what the work refuses, and where there is none. */
export const withAccount = (
  { positionals: [login = ''] }: CommandInput,
  work: (about: About) => Promise<void>,
): Promise<number> =>
  readConfigWithSecret().then((config) =>
    withDatabase(config, async (db) => {
      const account = await findAccountByLogin(db, login)
      if (!account) throw new OperatorError(`Nobody here has the username or email “${login}”.`)
      const about = { db, account, config, scope: shellScope(config.siteTimeZone) }
      await work({ ...about, mailer: createMailer(sendsMail(config)) }).catch((error) => {
        throw error instanceof AppError ? refusal(error) : error
      })
      return 0
    }),
  )

type Subject = Omit<About, 'db' | 'account'> & { readonly tx: Tx; readonly accountId: string }
type Measure = (subject: Subject, input: CommandInput) => Promise<string>

/** Takes a measure about the account of the first argument, and says what was done. */
export const runMeasure =
  (measure: Measure): Command['run'] =>
  (input) =>
    withAccount(input, async ({ db, account, ...about }) => {
      const done = await db.transaction((tx) => measure({ ...about, tx, accountId: account.id }, input))
      console.log(`${account.username} ${done}`)
    })

/** Why, as it was typed. */
export const reasonOf = ({ flags }: CommandInput): string => String(flags.reason ?? '')

/** The option that says why. */
export const reason = { help: 'Why; the person reads it.', value: 'TEXT' } as const
