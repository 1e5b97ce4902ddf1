import type { Db } from '../../../platform/db/db.ts'
import type { OverviewDeps } from './deps.ts'
import { type Disk, findDisk } from './disk.ts'
import { daysUntilFull, type Growth, growthOf, type Measurement } from './growth.ts'
import { dateOf, schemas } from './measure-sizes.ts'
import * as queries from './queries.ts'

const lookedBack = 30
const shown = 8

/** A table with its indexes. `rows` is about right; `added` since the oldest measurement of the last 30 days, null without one. */
export type TableSize = {
  readonly name: string
  readonly bytes: number
  readonly rows: number
  readonly added: number | null
}

/** How much room our tables take, and how long there is room for more. */
export type Storage = {
  readonly bytes: number
  readonly tables: readonly TableSize[]
  /** Null where it was measured too seldom to tell. */
  readonly growth: Growth | null
  /** Null where the database lies elsewhere. */
  readonly disk: Disk | null
  /** Null where one of the two is not known, or nothing grows. */
  readonly daysUntilFull: number | null
}

type SizeRow = Awaited<ReturnType<typeof queries.findSizes>>[number]

function totalsOf(sizes: readonly SizeRow[]): Measurement[] {
  const totals = new Map<string, number>()
  for (const { measured_on: day, bytes } of sizes) totals.set(day, (totals.get(day) ?? 0) + Number(bytes))
  return [...totals].map(([day, bytes]) => ({ day, bytes }))
}

/** Reads the sizes of now and of the last 30 days, in two statements. */
export async function findStorage({ db, config }: OverviewDeps & { db: Db }, now: Date): Promise<Storage> {
  const [tables, sizes, disk] = await Promise.all([
    queries.findTables(db, schemas),
    queries.findSizes(db, dateOf(now, lookedBack)),
    findDisk(config),
  ])
  const before = new Map(sizes.toReversed().map(({ table_name, bytes }) => [table_name, Number(bytes)]))
  const growth = growthOf(totalsOf(sizes))
  return {
    bytes: tables.reduce((sum, { bytes }) => sum + Number(bytes), 0),
    tables: tables.slice(0, shown).map(({ name, bytes, rows }) => {
      const then = before.get(name)
      return { name, bytes: Number(bytes), rows, added: then === undefined ? null : Number(bytes) - then }
    }),
    growth,
    disk,
    daysUntilFull: disk && growth ? daysUntilFull(disk.free, growth) : null,
  }
}
