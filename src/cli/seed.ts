import { seedAccounts } from '../app/seed-accounts.ts'
import type { Config } from '../config/config.ts'
import { ensureSecretKey, secretsOf } from '../config/ensure-secret-key.ts'
import { loadKeys } from '../features/keys/index.ts'
import { createHasher } from '../features/passwords/index.ts'
import { createDb } from '../platform/db/db.ts'
import { requireMigrated } from '../platform/db/migrate.ts'
import { connect, createPool } from '../platform/db/pool.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import type { Command, CommandInput } from './command.ts'
import { readConfig } from './configuration.ts'
import { showProgress } from './progress.ts'
import { readLineOfStdin } from './prompt.ts'
import { withAccess } from './with-database.ts'

const mostAccounts = 10_000_000

function wholeNumber(flags: CommandInput['flags'], name: string, most: number): number | null {
  const given = flags[name]
  if (given === undefined) return null
  if (typeof given === 'string' && /^\d{1,10}$/.test(given) && Number(given) >= 1 && Number(given) <= most)
    return Number(given)
  throw new OperatorError(`--${name} takes a whole number from 1 to ${most}, not “${given}”.`, { exitCode: 64 })
}

/** Made-up people among real ones could not be told apart again. */
function requirePlayground({ environment }: Config, isSure: boolean): void {
  if (environment === 'production')
    throw new OperatorError(
      'porchlight seed makes up people, and this is a production installation: use another DATA_DIR or DATABASE_URL, with another ENVIRONMENT.',
      { exitCode: 78 },
    )
  if (environment === 'staging' && !isSure)
    throw new OperatorError('This is a staging installation. To make people up in it, add --yes.', { exitCode: 78 })
}

function readWishes(flags: CommandInput['flags']) {
  const accounts = wholeNumber(flags, 'accounts', mostAccounts)
  if (accounts === null)
    throw new OperatorError('How many people? Say it like this: porchlight seed --accounts 1000', { exitCode: 64 })
  return { accounts, seed: wholeNumber(flags, 'seed', 2 ** 31 - 1) ?? 1, now: new Date() }
}

/** Hashed once, however many people get it. */
async function readPasswordHash(flags: CommandInput['flags']): Promise<string | null> {
  return flags['password-stdin'] ? createHasher().hash(await readLineOfStdin()) : null
}

function report(rows: ReadonlyMap<string, number>, seconds: number): string {
  const accounts = rows.get('accounts') ?? 0
  const tables = [...rows].map(([table, count]) => `${String(count).padStart(10)}  ${table}`)
  const rate = Math.round(accounts / seconds)
  return [...tables, `${accounts} accounts in ${seconds.toFixed(1)} s, ${rate} a second.`].join('\n')
}

/** `porchlight seed`: makes up people to try things with. */
export const seedCommand: Command = {
  name: 'seed',
  summary: 'Make up accounts to try things with; not in production.',
  options: {
    accounts: { help: 'How many.', value: 'NUMBER' },
    seed: { help: 'Makes up the same people each time; 1 where it is not given.', value: 'NUMBER' },
    'password-stdin': { help: 'Read one password for all of them from standard input. Without it they have none.' },
    yes: { help: 'Do it in a staging installation too.' },
  },
  async run({ flags }) {
    const wishes = readWishes(flags)
    const given = readConfig()
    requirePlayground(given, flags.yes === true)
    const config = await ensureSecretKey(given)
    const passwordHash = await readPasswordHash(flags)
    return withAccess(config, async (access) => {
      await requireMigrated(access.app)
      const db = createDb(createPool(access.app, { size: 2, onError: () => {} }))
      const owner = await connect(access.owner)
      const progress = showProgress('Seeding')
      const begun = performance.now()
      try {
        const macKey = (await loadKeys(db, secretsOf(config)))['username-reservation']
        const rows = await seedAccounts({ owner, db, macKey }, { ...wishes, passwordHash, onProgress: progress.step })
        progress.end()
        console.log(report(rows, (performance.now() - begun) / 1000))
        return 0
      } finally {
        progress.end()
        await owner.end()
        await db.close()
      }
    })
  },
}
