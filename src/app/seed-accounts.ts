import { findTakenNames } from '../features/accounts/index.ts'
import { forgetFigures } from '../features/admin/index.ts'
import type { Reader } from '../platform/db/db.ts'
import { analyzeTables, type Filler, type Filling, fillTables, takeNumbers } from '../platform/db/fill.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { mostNames, nameOf } from '../platform/seed/names.ts'
import { makePerson } from '../platform/seed/person.ts'
import type { SeedPerson, Seeds } from '../platform/seed/seed.ts'
import { seeds } from './seeds.ts'

// As many people are in memory at once, and as many come in one transaction.
const batchSize = 5_000

export type Seeding = {
  /** The owner of the tables: it takes numbers out of their sequences. */
  readonly owner: Filler
  readonly db: Reader
  /** The key of reserved usernames: names of the gone are not given again. */
  readonly macKey: Buffer
}

export type SeedWishes = {
  readonly accounts: number
  /** The same number makes up the same people, as far as their names are free. */
  readonly seed: number
  /** Null: people without a password. */
  readonly passwordHash: string | null
  readonly now: Date
  readonly onProgress?: (done: number, of: number, what: string) => void
}

type Unnumbered = Omit<SeedPerson, 'id'>

/** Makes people up, one batch after another, and passes over those whose names are taken. Throws OperatorError when no name is left. */
async function* makePeople({ db, macKey }: Seeding, wishes: SeedWishes): AsyncGenerator<Unnumbered[]> {
  const { accounts, seed, passwordHash, now } = wishes
  for (let made = 0, n = 0; made < accounts; ) {
    const names = Array.from({ length: Math.min(batchSize, accounts - made, mostNames - n) }, () => nameOf(seed, n++))
    if (names.length === 0)
      throw new OperatorError(`Only ${made} accounts were made: no more names are left. Try another --seed.`)
    const tried = names.map((name, at) => makePerson({ seed, index: made + at, of: accounts, name, passwordHash, now }))
    const taken = await findTakenNames(db, macKey, tried)
    const people = tried.filter(({ username }) => !taken.has(username))
    made += people.length
    if (people.length > 0) yield people
  }
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

/** The numbers that each person takes of what a feature numbers: one after another, so that they rise with the person's time. */
async function numbersFor(owner: Filler, { numbered }: Seeds, people: readonly SeedPerson[]): Promise<string[][]> {
  if (!numbered) return people.map(() => [])
  const counts = people.map((person) => numbered.count(person))
  const numbers = await takeNumbers(owner, numbered.table, sum(counts))
  let from = 0
  return counts.map((count) => {
    from += count
    return numbers.slice(from - count, from)
  })
}

async function fillingsOf(owner: Filler, feature: Seeds, people: readonly SeedPerson[]): Promise<Filling[]> {
  const numbers = await numbersFor(owner, feature, people)
  return feature.tables.map(({ table, columns, rows }) => ({
    table,
    columns,
    rows: (function* () {
      for (const [at, person] of people.entries()) yield* rows(person, numbers[at]!)
    })(),
  }))
}

/** Gives people their numbers and writes everything about them, in one transaction. */
async function writePeople(owner: Filler, people: readonly Unnumbered[]): Promise<Map<string, number>> {
  const ids = await takeNumbers(owner, 'accounts', people.length)
  const numbered = people.map((person, at) => ({ ...person, id: ids[at]! }))
  const fillings: Filling[] = []
  for (const feature of seeds) fillings.push(...(await fillingsOf(owner, feature, numbered)))
  return fillTables(owner, fillings)
}

/** Makes up accounts and what they did over the last two years, in memory for one batch of them. Returns how many rows each table got. Throws OperatorError. */
export async function seedAccounts(seeding: Seeding, wishes: SeedWishes): Promise<ReadonlyMap<string, number>> {
  const rows = new Map<string, number>()
  for await (const people of makePeople(seeding, wishes)) {
    const written = await writePeople(seeding.owner, people)
    for (const [table, count] of written) rows.set(table, (rows.get(table) ?? 0) + count)
    wishes.onProgress?.(rows.get('accounts') ?? 0, wishes.accounts, 'accounts')
  }
  await forgetFigures(seeding.owner)
  await analyzeTables(seeding.owner, [...rows.keys()])
  return rows
}
